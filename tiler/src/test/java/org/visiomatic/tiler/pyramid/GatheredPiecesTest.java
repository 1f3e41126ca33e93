package org.visiomatic.tiler.pyramid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatheredPiecesTest {

  private static final int PAGE = GatheredPieces.PAGE;

  @TempDir Path folder;

  private static MemorySegment bytes(int count, int seed) {
    byte[] bytes = new byte[count];
    new Random(seed).nextBytes(bytes);
    return MemorySegment.ofArray(bytes);
  }

  @Test
  void writesPiecesThatFollowOneAnotherWhenALargePageIsFull() throws IOException {
    Path file = folder.resolve("a");
    MemorySegment whole = bytes(PAGE + 5, 1);
    try (ShardFiles files = new ShardFiles();
        GatheredPieces.Pool pool = new GatheredPieces.Pool(files)) {
      GatheredPieces pieces = pool.take();
      pieces.write(file, whole.asSlice(0, PAGE - 7), 0);
      assertThat(file).doesNotExist();
      pieces.write(file, whole.asSlice(PAGE - 7), PAGE - 7);
      assertThat(file).hasSize(PAGE);
      pieces.flush();
    }
    assertThat(file).hasBinaryContent(whole.toArray(ValueLayout.JAVA_BYTE));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void leavesEveryByteInItsPlaceWhateverComesAfterWhat(int seed) throws IOException {
    Random random = new Random(seed);
    byte[][] expected = new byte[2][5 * PAGE];
    try (ShardFiles files = new ShardFiles();
        GatheredPieces.Pool pool = new GatheredPieces.Pool(files)) {
      GatheredPieces pieces = pool.take();
      int next = 0;
      int which = 0;
      for (int i = 0; i < 200; i++) {
        if (random.nextInt(4) == 0) {
          which = random.nextInt(2);
          next = random.nextInt(4 * PAGE);
        }
        int count = random.nextInt(20) == 0 ? PAGE + random.nextInt(PAGE) : random.nextInt(90_000);
        count = Math.min(count, expected[which].length - next);
        MemorySegment piece = bytes(count, i);
        pieces.write(folder.resolve("file" + which), piece, next);
        MemorySegment.copy(piece, 0, MemorySegment.ofArray(expected[which]), next, count);
        next += count;
      }
      pieces.flush();
      pool.give(pieces);
      assertThat(pool.take()).isSameAs(pieces);
    }
    for (int i = 0; i < 2; i++) {
      Path file = folder.resolve("file" + i);
      byte[] found = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
      assertThat(Arrays.copyOf(found, expected[i].length)).isEqualTo(expected[i]);
    }
  }

  @Test
  void forgetsWhatCouldNotBeWritten() throws IOException {
    Path file = folder.resolve("a");
    Files.createDirectory(file);
    try (ShardFiles files = new ShardFiles();
        GatheredPieces.Pool pool = new GatheredPieces.Pool(files)) {
      GatheredPieces pieces = pool.take();
      pieces.write(file, bytes(10, 1), 0);
      assertThatThrownBy(pieces::flush).isInstanceOf(IOException.class);
      pieces.flush();
    }
  }
}
