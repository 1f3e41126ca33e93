package org.visiomatic.tiler.pyramid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsesIndexTest {

  private static final Instant THEN = Instant.ofEpochMilli(1_700_000_000_000L);

  @TempDir Path folder;

  private Path pyramid(String name) throws IOException {
    return Files.createDirectories(
        folder.resolve("cache").toRealPath().resolve(name + ".ome.zarr"));
  }

  private Path file() {
    return folder.resolve("uses/index");
  }

  @Test
  void theLatestNoteHolds() throws IOException {
    UsesIndex index = UsesIndex.in(file());
    Path odd = folder.resolve("a b\n%ü.ome.zarr");
    index.note(odd, THEN.plusMillis(5));
    index.note(odd, THEN);
    assertThat(UsesIndex.in(file()).last()).containsOnlyKeys(odd).containsValue(THEN.plusMillis(5));
  }

  @Test
  void decidesWhatIsPrunedFirst() throws IOException {
    Files.createDirectories(folder.resolve("cache"));
    CacheFolder cache = CacheFolder.open(folder.resolve("cache"), Optional.of(file()));
    Path a = pyramid("a");
    Path b = pyramid("b");
    Path c = pyramid("c");
    for (Path each : List.of(a, b, c)) {
      Files.setLastModifiedTime(each, FileTime.from(THEN));
    }
    UsesIndex.in(file()).note(a, THEN.plusSeconds(2));
    UsesIndex.in(file()).note(b, THEN.plusSeconds(1));
    Files.setLastModifiedTime(c, FileTime.from(THEN.plusSeconds(3)));
    assertThat(cache.pyramids()).containsExactly(b, a, c);
    assertThat(cache.prune(CacheLimits.ofImages(2), List.of())).containsExactly(b);
  }

  @Test
  void usesAreNotedThereInsteadOfInTheCacheFolder() throws IOException {
    Files.createDirectories(folder.resolve("cache"));
    Path a = pyramid("a");
    Files.setLastModifiedTime(a, FileTime.from(THEN));
    Path locks = folder.resolve("cache").toRealPath().resolve(".uses");
    PyramidUses uses = new PyramidUses(locks, Optional.of(UsesIndex.in(file())));
    uses.begin(a).orElseThrow().close();
    assertThat(Files.getLastModifiedTime(a).toInstant()).isEqualTo(THEN);
    assertThat(UsesIndex.in(file()).last().get(a)).isAfter(THEN);
  }

  @Test
  void forgetsWhatIsGoneWhenItGrowsTooLarge() throws IOException {
    Files.createDirectories(folder.resolve("cache"));
    Path kept = pyramid("kept");
    UsesIndex index = UsesIndex.in(file());
    index.note(kept, THEN);
    String gone = "1700000000001 " + "x".repeat(1000) + "\n";
    Files.writeString(file(), gone.repeat(UsesIndex.LARGEST / 1000), StandardOpenOption.APPEND);
    index.note(kept, THEN.plusMillis(7));
    assertThat(Files.size(file())).isLessThan(1000);
    assertThat(index.last()).containsOnlyKeys(kept).containsValue(THEN.plusMillis(7));
  }

  @Test
  void aLineThatWasCutShortIsNone() throws IOException {
    UsesIndex index = UsesIndex.in(file());
    Files.writeString(file(), "17000 /x%0\n%%%\n17", StandardOpenOption.APPEND);
    assertThat(index.last()).isEmpty();
    index.note(folder, THEN);
    assertThat(index.last()).containsOnlyKeys(folder).containsValue(THEN);
  }

  @Test
  void leavesAFileThatIsSomethingElseAlone() throws IOException {
    Path pickle = Files.write(folder.resolve("dict.pkl"), new byte[] {(byte) 0x80, 4, 1, 2});
    assertThatThrownBy(() -> UsesIndex.in(pickle))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(pickle.toString())
        .hasMessageContaining("ultradict_cache_file");
    assertThat(pickle).hasBinaryContent(new byte[] {(byte) 0x80, 4, 1, 2});
  }

  @Test
  void threadsShareIt() throws Exception {
    UsesIndex index = UsesIndex.in(file());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Path mine = folder.resolve("p" + i);
      threads.add(
          Thread.startVirtualThread(
              () -> {
                for (int j = 0; j < 50; j++) {
                  try {
                    index.note(mine, THEN.plusMillis(j));
                  } catch (IOException e) {
                    throw new IllegalStateException(e);
                  }
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(index.last()).hasSize(8);
    assertThat(index.last().values()).containsOnly(THEN.plusMillis(49));
  }
}
