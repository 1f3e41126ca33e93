package org.visiomatic.tiler.pyramid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheMoveTest {

  private static final PyramidGeometry GEOMETRY = PyramidFixtures.geometry(1, 20, 30, 8, 8);
  private static final Instant LONG_AGO = Instant.parse("2025-01-02T03:04:05Z");

  @TempDir Path temporary;
  private Path old;
  private Path destination;
  private CacheFolder cache;

  @BeforeEach
  void fillACache() throws Exception {
    temporary = temporary.toRealPath();
    old = temporary.resolve("cache");
    destination = temporary.resolve("disk").resolve("cache");
    cache = CacheFolder.open(old);
    for (int i = 0; i < 3; i++) {
      Path pyramid = build(cache, source(i));
      Files.setLastModifiedTime(pyramid, FileTime.from(LONG_AGO.plusSeconds(60L * i)));
    }
  }

  private static SourceStamp source(int number) {
    return new SourceStamp("/data/image%d.fits".formatted(number), 2880, 1_000_000_007L);
  }

  private static Path build(CacheFolder cache, SourceStamp source) throws Exception {
    Path place = cache.pyramidOf(source, "tile=any");
    try (BuildClaim claim = cache.claim(place);
        PyramidWriter writer =
            PyramidWriter.create(
                place, claim.staging(), GEOMETRY, SampleFormat.FLOAT32, Storage.PLAIN)) {
      for (TileKey key : PyramidFixtures.tiles(GEOMETRY)) {
        PyramidFixtures.writeTile(writer, GEOMETRY, key, (level, channel, x, y) -> x + y);
      }
      writer.commit(PyramidFixtures.metadata(GEOMETRY, source));
    }
    return place;
  }

  private CacheMove.Plan move() throws Exception {
    return CacheMove.of(old, destination, Optional.empty())
        .run(part -> assertThat(part).isBetween(0.0, 1.0));
  }

  /// Names below a folder, locks left out, with the bytes of files.
  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.toList()) {
        String name = folder.relativize(file).toString();
        if (!name.isEmpty() && !name.matches("\\.(lock|uses|staging|inventory)")) {
          contents.put(
              name,
              Files.isRegularFile(file)
                  ? java.util.HexFormat.of().formatHex(Files.readAllBytes(file))
                  : "folder");
        }
      }
    }
    return contents;
  }

  private void assertIsMoved(Map<String, String> before) throws IOException {
    assertThat(Files.readSymbolicLink(old)).isEqualTo(destination);
    assertThat(contents(destination)).isEqualTo(before);
    try (Stream<Path> beside = Files.list(temporary)) {
      assertThat(beside).containsExactlyInAnyOrder(old, destination.getParent());
    }
  }

  @Test
  void takesEverythingAlongAndLeavesALink() throws Exception {
    cache.pin(cache.pyramidOf(source(1), "tile=any"));
    Files.createDirectories(old.resolve("notes").resolve("deep"));
    Files.write(old.resolve("notes/deep/zeros"), new byte[200_000]);
    Files.createSymbolicLink(old.resolve("link"), Path.of("nowhere"));
    Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rwxrwx---"));
    Map<String, String> before = contents(old);
    CacheMove.Plan plan = move();
    assertThat(plan.pyramids()).isEqualTo(3);
    assertThat(plan.bytesThere()).isZero();
    assertIsMoved(before);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(destination)))
        .isEqualTo("rwxrwx---");
    List<Path> pyramids = CacheFolder.open(old).pyramids();
    assertThat(pyramids.getFirst().getParent()).isEqualTo(destination);
    for (int i = 0; i < 3; i++) {
      assertThat(PyramidCheck.run(pyramids.get(i), 1, part -> {})).isEmpty();
      assertThat(Files.getLastModifiedTime(pyramids.get(i)).toInstant())
          .isEqualTo(LONG_AGO.plusSeconds(60L * i));
    }
  }

  @Test
  void whoeverHasTheFolderOpenGoesOn() throws Exception {
    try (Pyramid open = cache.find(source(0), "tile=any").orElseThrow()) {
      move();
      assertThat(PyramidFixtures.read(open, 0, 0)[30 * 4 + 3]).isEqualTo(7);
      try (Pyramid again = cache.find(source(0), "tile=any").orElseThrow()) {
        assertThat(PyramidFixtures.read(again, 0, 0)[30 * 4 + 3]).isEqualTo(7);
        assertThat(cache.remove(cache.pyramidOf(source(0), "tile=any"))).isFalse();
      }
    }
    Path added = build(cache, source(9));
    assertThat(destination.resolve(added.getFileName())).isDirectory();
    assertThat(cache.pyramids()).hasSize(4);
    assertThat(cache.remove(added)).isTrue();
    assertThat(CacheFolder.open(destination).pyramids()).hasSize(3);
    assertThat(cache.leftovers()).isEmpty();
  }

  @Test
  void waitsForABuildUnderWayAndTakesItAlong() throws Exception {
    try (OtherProcess other = OtherProcess.start(old, "steps");
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(other.next()).isEqualTo("claimed");
      CountDownLatch copied = new CountDownLatch(1);
      Future<CacheMove.Plan> move =
          threads.submit(
              () ->
                  CacheMove.of(old, destination, Optional.empty())
                      .run(
                          part -> {
                            if (part == 1) {
                              copied.countDown();
                            }
                          }));
      copied.await();
      other.go();
      assertThat(other.next()).isEqualTo("written");
      assertThat(move.isDone()).isFalse();
      assertThat(Files.isSymbolicLink(old)).isFalse();
      other.go();
      assertThat(other.next()).isEqualTo("committed");
      other.go();
      move.get();
    }
    assertThat(CacheFolder.open(destination).pyramids()).hasSize(4);
    assertThat(Files.isSymbolicLink(old)).isTrue();
  }

  @Test
  void nobodyComesThroughAClosedGate() throws Exception {
    Path place = cache.pyramidOf(source(0), "tile=any");
    try (FolderGate.Closed _ = cache.gate().close()) {
      assertThat(cache.claim(place, Optional.of(Duration.ofMillis(5)))).isEmpty();
      assertThat(cache.remove(place)).isFalse();
      assertThat(cache.prune(CacheLimits.ofImages(0), List.of())).isEmpty();
    }
    cache.claim(place, Optional.of(Duration.ZERO)).orElseThrow().close();
    assertThat(cache.remove(place)).isTrue();
  }

  /// Each build begins before the last one ends, so that somebody is always inside.
  @Test
  void buildsInARowCannotKeepTheGateOpen() throws Exception {
    FolderGate gate = cache.gate();
    CompletableFuture<Void> closed = new CompletableFuture<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      NamedLocks.Held inside = gate.tryEnter().orElseThrow();
      Future<?> mover =
          threads.submit(
              () -> {
                try (FolderGate.Closed _ = gate.close()) {
                  closed.complete(null);
                }
                return null;
              });
      while (true) {
        Optional<NamedLocks.Held> next = gate.tryEnter();
        inside.close();
        if (next.isEmpty()) {
          break;
        }
        inside = next.get();
      }
      closed.join();
      mover.get();
    }
  }

  @Test
  void goesOnWithWhatAnEarlierRunHasCopied() throws Exception {
    Map<String, String> before = contents(old);
    List<Path> pyramids = cache.pyramids();
    CacheFolder.open(destination);
    MovedPyramids earlier = new MovedPyramids(cache, destination);
    earlier.prepare();
    List<Long> copied = new ArrayList<>();
    assertThat(earlier.copy(pyramids.getFirst(), copied::add)).isTrue();
    assertThat(copied).isNotEmpty();
    assertThat(earlier.copy(pyramids.getFirst(), copied::add)).isFalse();
    Files.createDirectories(destination.resolve(".moving/half.ome.zarr.part/0"));
    CacheMove.Plan plan = CacheMove.of(old, destination, Optional.empty()).plan();
    assertThat(plan.bytesThere()).isEqualTo(cache.bytes(pyramids.getFirst())).isPositive();
    move();
    assertIsMoved(before);
  }

  @Test
  void copiesAgainWhatWasRepairedAndForgetsWhatWasRemovedSince() throws Exception {
    List<Path> pyramids = cache.pyramids();
    CacheFolder.open(destination);
    MovedPyramids earlier = new MovedPyramids(cache, destination);
    earlier.prepare();
    for (Path pyramid : pyramids) {
      earlier.copy(pyramid, bytes -> {});
    }
    Path copy = destination.resolve(".moving").resolve(pyramids.get(1).getFileName());
    Files.write(copy.resolve("0/c/0/0/0"), new byte[1]);
    Files.setLastModifiedTime(pyramids.get(1).resolve("zarr.json"), FileTime.from(LONG_AGO));
    assertThat(cache.remove(pyramids.get(2))).isTrue();
    Map<String, String> before = contents(old);
    move();
    assertIsMoved(before);
  }

  @Test
  void comesTogetherWithTheCacheThatIsThere() throws Exception {
    CacheFolder there = CacheFolder.open(destination);
    Path same = build(there, source(1));
    Path other = build(there, source(7));
    there.pin(other);
    cache.pin(cache.pyramidOf(source(2), "tile=any"));
    move();
    assertThat(there.isPinned(other)).isTrue();
    assertThat(there.isPinned(there.pyramidOf(source(2), "tile=any"))).isTrue();
    assertThat(there.pyramids()).hasSize(4).contains(same, other);
    assertThat(PyramidCheck.run(same, 1, part -> {})).isEmpty();
    assertThat(Files.exists(destination.resolve(".moving"))).isFalse();
  }

  @Test
  void canBeDoneAgain() throws Exception {
    Map<String, String> before = contents(old);
    move();
    Path third = temporary.resolve("disk").resolve("third");
    CacheMove.of(old, third, Optional.empty()).run(part -> {});
    assertThat(Files.readSymbolicLink(destination)).isEqualTo(third);
    assertThat(contents(third)).isEqualTo(before);
    assertThat(cache.pyramids()).hasSize(3);
    build(cache, source(5));
    assertThat(CacheFolder.open(third).pyramids()).hasSize(4);
  }

  private void assertRefused(Path to, String text) {
    assertThatThrownBy(() -> CacheMove.of(old, to, Optional.empty()).run(part -> {}))
        .isInstanceOf(RefusedMoveException.class)
        .hasMessageContaining(text)
        .hasMessageEndingWith(".");
    assertThat(Files.isDirectory(old, LinkOption.NOFOLLOW_LINKS)).isTrue();
  }

  @Test
  void refusesPlacesThatCannotBe() throws Exception {
    assertRefused(old, "the cache folder itself");
    assertRefused(old.resolve("inside/deep"), "is inside the cache folder");
    assertRefused(temporary, "is inside " + temporary);
    assertRefused(Files.writeString(temporary.resolve("file"), "x"), "is no folder");
    Path full = Files.createDirectory(temporary.resolve("full"));
    Files.writeString(full.resolve("thesis.txt"), "x");
    assertRefused(full, "neither empty nor a cache folder");
    Path link = Files.createSymbolicLink(temporary.resolve("link"), old);
    assertRefused(link, "the cache folder itself");
    assertThatThrownBy(() -> CacheMove.of(link, old, Optional.empty()))
        .isInstanceOf(RefusedMoveException.class)
        .hasMessageContaining("is a link to " + old + " already");
    assertThatThrownBy(() -> CacheMove.of(temporary.resolve("none"), destination, Optional.empty()))
        .isInstanceOf(RefusedMoveException.class)
        .hasMessageContaining("There is no cache folder");
    assertThatThrownBy(() -> CacheMove.of(Path.of("/proc"), destination, Optional.empty()))
        .isInstanceOf(RefusedMoveException.class)
        .hasMessageContaining("A disk is mounted");
    assertThat(destination).doesNotExist();
  }

  @Test
  void onlyOneAtATimeMovesAFolder() throws Exception {
    try (NamedLocks.Held _ =
        NamedLocks.in(old.resolve(".lock")).tryAcquire("/move").orElseThrow()) {
      assertRefused(destination, "Another mv-cache");
    }
    move();
  }

  @Test
  void interruptionsLeaveTheFolderAsItIs() throws Exception {
    Map<String, String> before = contents(old);
    Thread.currentThread().interrupt();
    assertThatThrownBy(this::move).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
    assertThat(contents(old)).isEqualTo(before);
    cache.claim(cache.pyramids().getFirst(), Optional.of(Duration.ZERO)).orElseThrow().close();
    move();
    assertIsMoved(before);
  }

  @Test
  void aMoveThatDiedBeforeItsLinkWasInPlaceIsUndone() throws Exception {
    Map<String, String> before = contents(old);
    Path aside = UnfinishedMove.asideOf(old);
    Files.createSymbolicLink(aside, destination);
    assertThat(CacheMove.isUnfinished(old)).isTrue();
    CacheMove.finish(old);
    assertThat(Files.exists(aside, LinkOption.NOFOLLOW_LINKS)).isFalse();
    Files.move(old, aside);
    CacheMove.finish(old);
    assertThat(contents(old)).isEqualTo(before);
    Files.move(old, aside);
    build(CacheFolder.open(old), source(8));
    CacheMove.finish(old);
    assertThat(contents(old)).containsAllEntriesOf(before);
    assertThat(CacheFolder.open(old).pyramids()).hasSize(4);
    assertThat(CacheMove.isUnfinished(old)).isFalse();
  }

  @Test
  void aMoveThatDiedWhileItRemovedTheOldFolderIsFinished() throws Exception {
    Map<String, String> before = contents(old);
    move();
    Path aside = UnfinishedMove.asideOf(old);
    build(CacheFolder.open(aside), source(0));
    assertThat(CacheMove.isUnfinished(old)).isTrue();
    CacheMove.finish(old);
    assertIsMoved(before);
  }

  @Test
  void aLinkTakesThePlaceInTwoStepsToo() throws Exception {
    Files.createDirectories(destination);
    Path aside = UnfinishedMove.asideOf(old);
    FolderSwap.replaceInTwoSteps(old, destination, aside);
    assertThat(Files.readSymbolicLink(old)).isEqualTo(destination);
    assertThat(CacheFolder.open(aside).pyramids()).hasSize(3);
  }

  @Test
  void namesAreExchangedInOneStepWhereTheSystemCan() throws Exception {
    Files.createDirectories(destination);
    Path link = Files.createSymbolicLink(temporary.resolve("link é"), destination);
    boolean exchanged = FolderSwap.exchange(old, link);
    assertThat(Files.isSymbolicLink(old)).isEqualTo(exchanged);
    assertThat(Files.isSymbolicLink(link)).isNotEqualTo(exchanged);
    assertThat(FolderSwap.exchange(temporary.resolve("nothing"), link)).isFalse();
  }
}
