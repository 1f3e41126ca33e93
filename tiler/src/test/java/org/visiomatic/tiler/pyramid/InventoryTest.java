package org.visiomatic.tiler.pyramid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryTest {

  private static final PyramidGeometry SMALL = PyramidFixtures.geometry(1, 20, 30, 8, 8);
  private static final PyramidGeometry LARGE = PyramidFixtures.geometry(2, 40, 50, 8, 8);

  @TempDir Path temporary;
  private CacheFolder cache;
  private Path file;

  @BeforeEach
  void openCache() throws IOException {
    cache = CacheFolder.open(temporary.resolve("cache"));
    file = cache.path().resolve(".inventory");
  }

  private static SourceStamp source(String name) {
    return new SourceStamp("/data/" + name, 2880, 1_000_000_007L);
  }

  private Path build(String name, PyramidGeometry geometry) throws Exception {
    Path place = cache.pyramidOf(source(name), "tile=any");
    try (BuildClaim claim = cache.claim(place);
        PyramidWriter writer =
            PyramidWriter.create(
                place, claim.staging(), geometry, SampleFormat.FLOAT32, Storage.PLAIN)) {
      for (TileKey key : PyramidFixtures.tiles(geometry)) {
        PyramidFixtures.writeTile(writer, geometry, key, (level, channel, x, y) -> x + y);
      }
      writer.commit(PyramidFixtures.metadata(geometry, source(name)));
    }
    return place;
  }

  private long lines() throws IOException {
    return Files.readAllLines(file).stream().filter(line -> !line.isEmpty()).count();
  }

  /// Makes the documents unreadable: whoever still knows what they say has it from the inventory.
  private void hideDocuments() throws IOException {
    for (Path pyramid : cache.pyramids()) {
      FileTime used = Files.getLastModifiedTime(pyramid);
      Files.move(pyramid.resolve("zarr.json"), pyramid.resolve("hidden.json"));
      Files.setLastModifiedTime(pyramid, used);
    }
  }

  private void showDocuments() throws IOException {
    for (Path pyramid : cache.pyramids()) {
      Files.move(pyramid.resolve("hidden.json"), pyramid.resolve("zarr.json"));
    }
  }

  @Test
  void knowsEachPyramidFromItsPublicationOn() throws Exception {
    Path place = build("a\tb%\n.fits", SMALL);
    assertThat(lines()).isEqualTo(1);
    long bytes = cache.bytes(place);
    hideDocuments();
    CachedPyramid known = cache.contents().getFirst();
    assertThat(known.folder()).isEqualTo(place);
    assertThat(known.bytes()).isEqualTo(bytes).isEqualTo(cache.bytes());
    PyramidOutline outline = known.outline().orElseThrow();
    assertThat(outline.geometry()).isEqualTo(SMALL);
    assertThat(outline.source()).isEqualTo(source("a\tb%\n.fits"));
    assertThat(outline.type()).isEqualTo(SampleFormat.Type.FLOAT32);
    assertThat(outline.storage()).isEqualTo(Storage.PLAIN);
    assertThat(outline.made().toEpochMilli())
        .isEqualTo(Files.getLastModifiedTime(place.resolve("hidden.json")).toMillis());
  }

  @Test
  void isMadeAnewWhenItIsLostOrDamaged() throws Exception {
    build("a.fits", SMALL);
    build("b.fits", LARGE);
    List<CachedPyramid> expected = cache.contents();
    Files.delete(file);
    assertThat(cache.contents()).isEqualTo(expected);
    assertThat(lines()).isEqualTo(2);
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at += 7) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 1;
      Files.write(file, damaged);
      assertThat(cache.contents()).as("byte " + at).isEqualTo(expected);
      Files.write(file, Arrays.copyOf(whole, at));
      assertThat(cache.contents()).as("cut at " + at).isEqualTo(expected);
    }
    Files.write(file, new byte[5000]);
    assertThat(cache.contents()).isEqualTo(expected);
    hideDocuments();
    assertThat(cache.contents()).isEqualTo(expected);
  }

  @Test
  void neverTellsOfAnotherPyramidThatStoodThere() throws Exception {
    build("a.fits", SMALL);
    byte[] old = Files.readAllBytes(file);
    Path place = build("a.fits", LARGE);
    assertThat(cache.contents().getFirst().outline().orElseThrow().geometry()).isEqualTo(LARGE);
    Files.write(file, old);
    assertThat(cache.contents().getFirst().outline().orElseThrow().geometry()).isEqualTo(LARGE);
    assertThat(cache.contents().getFirst().bytes()).isEqualTo(cache.bytes(place));
    assertThat(cache.remove(place)).isTrue();
    assertThat(cache.contents()).isEmpty();
    build("a.fits", SMALL);
    Files.write(file, old);
    assertThat(cache.contents().getFirst().outline().orElseThrow().geometry()).isEqualTo(SMALL);
  }

  @Test
  void staysTheSameWhenAPyramidIsUsed() throws Exception {
    build("a.fits", SMALL);
    cache.contents();
    cache.find(source("a.fits"), "tile=any").orElseThrow().close();
    byte[] before = Files.readAllBytes(file);
    cache.contents();
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void saysNothingOfWhatCannotBeReadButItsBytes() throws Exception {
    Path place = build("a.fits", SMALL);
    Files.delete(file);
    hideDocuments();
    CachedPyramid damaged = cache.contents().getFirst();
    assertThat(damaged.outline()).isEmpty();
    assertThat(damaged.bytes()).isEqualTo(cache.bytes(place)).isPositive();
    showDocuments();
    assertThat(cache.contents().getFirst().outline()).isPresent();
  }

  @Test
  void isWrittenAnewWhenMostOfItSaysNothing() throws Exception {
    build("a.fits", SMALL);
    for (int line = 0; line < 500; line++) {
      Files.writeString(file, "something else\n", StandardOpenOption.APPEND);
    }
    cache.contents();
    assertThat(lines()).isEqualTo(1);
    assertThat(cache.leftovers()).isEmpty();
  }

  @Test
  void takesNotesOfManyAtATime() throws Exception {
    try (var pool = Executors.newFixedThreadPool(4)) {
      List<Callable<Path>> builds =
          IntStream.range(0, 24)
              .<Callable<Path>>mapToObj(
                  number ->
                      () -> {
                        cache.contents();
                        return build(number + ".fits", SMALL);
                      })
              .toList();
      for (Future<Path> build : pool.invokeAll(builds)) {
        build.get();
      }
    }
    assertThat(cache.contents()).hasSize(24);
    hideDocuments();
    assertThat(cache.contents()).allMatch(pyramid -> pyramid.outline().isPresent());
  }

  @Test
  void doesWithoutWhereItCannotBeWritten() throws Exception {
    Files.createDirectory(file);
    build("a.fits", SMALL);
    assertThat(cache.contents().getFirst().outline()).isPresent();
    assertThat(file).isEmptyDirectory();
  }

  @Test
  void refusesLinesOfAnotherVersion() throws Exception {
    build("a.fits", SMALL);
    byte[] line = Files.readString(file).strip().getBytes(StandardCharsets.UTF_8);
    assertThat(InventoryLine.read(line, 0, line.length)).isPresent();
    line[0] = '2';
    assertThat(InventoryLine.read(line, 0, line.length)).isEmpty();
  }
}
