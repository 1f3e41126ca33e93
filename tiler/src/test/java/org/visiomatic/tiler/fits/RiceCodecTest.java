package org.visiomatic.tiler.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import nom.tam.fits.compression.algorithm.rice.RiceCompressOption;
import nom.tam.fits.compression.algorithm.rice.RiceCompressor.ByteRiceCompressor;
import nom.tam.fits.compression.algorithm.rice.RiceCompressor.IntRiceCompressor;
import nom.tam.fits.compression.algorithm.rice.RiceCompressor.ShortRiceCompressor;
import org.junit.jupiter.api.Test;

/// Decodes what nom-tam-fits encodes.
class RiceCodecTest {

  @Property(tries = 300)
  void readsIntegersOfAnyScatter(
      @ForAll @IntRange(min = 1, max = 300) int count,
      @ForAll @IntRange(min = 0, max = 32) int bits,
      @ForAll int level,
      @ForAll long seed)
      throws EOFException {
    int[] numbers = numbers(count, level, bits, seed);
    assertThat(new RiceCodec(4, 32).decode(packed(numbers), count)).isEqualTo(numbers);
  }

  /// The library's encoder loses differences that wrap around; they stay below half the range.
  @Property(tries = 300)
  void readsShortsOfAnyScatter(
      @ForAll @IntRange(min = 1, max = 300) int count,
      @ForAll @IntRange(min = 0, max = 15) int bits,
      @ForAll @IntRange(min = Short.MIN_VALUE, max = 0) int level,
      @ForAll long seed)
      throws EOFException {
    int[] numbers = numbers(count, level, bits, seed);
    short[] shorts = new short[count];
    for (int i = 0; i < count; i++) {
      shorts[i] = (short) numbers[i];
    }
    ByteBuffer packed = room(count);
    new ShortRiceCompressor(option(2)).compress(ShortBuffer.wrap(shorts), packed);
    assertThat(new RiceCodec(2, 32).decode(written(packed), count)).isEqualTo(numbers);
  }

  @Property(tries = 300)
  void readsUnsignedBytesOfAnyScatter(
      @ForAll @IntRange(min = 1, max = 300) int count,
      @ForAll @IntRange(min = 0, max = 7) int bits,
      @ForAll boolean upper,
      @ForAll long seed)
      throws EOFException {
    int[] numbers = numbers(count, upper ? 128 : 0, bits, seed);
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) numbers[i];
    }
    ByteBuffer packed = room(count);
    new ByteRiceCompressor(option(1)).compress(ByteBuffer.wrap(bytes), packed);
    assertThat(new RiceCodec(1, 32).decode(written(packed), count)).isEqualTo(numbers);
  }

  /// Both numbers are written plainly, with a difference of −57,344 as +8,192.
  @Test
  void wrapsAround() throws EOFException {
    // 30000, "plain" (14 + 1), the folded differences 0 and 16,384.
    ByteBuffer packed = ByteBuffer.allocate(7).putShort((short) 30000);
    packed.put((byte) 0xf0).put((byte) 0).put((byte) 0x04).put((byte) 0).put((byte) 0);
    assertThat(new RiceCodec(2, 32).decode(packed.array(), 2)).containsExactly(30000, -27344);
  }

  /// A jump among small steps makes a run of zeros of many bytes.
  @Test
  void readsRunsLongerThanAWindow() throws EOFException {
    int[] numbers = new int[32];
    for (int jump = 1; jump < 3000; jump += 7) {
      Arrays.fill(numbers, 16, 32, jump);
      assertThat(new RiceCodec(4, 32).decode(packed(numbers), 32)).isEqualTo(numbers);
    }
  }

  @Test
  void refusesDataThatEndEarly() {
    int[] numbers = numbers(100, 5000, 10, 1);
    byte[] packed = packed(numbers);
    for (int length = 0; length < packed.length; length++) {
      byte[] cut = Arrays.copyOf(packed, length);
      assertThatThrownBy(() -> new RiceCodec(4, 32).decode(cut, 100))
          .isInstanceOf(EOFException.class);
    }
  }

  @Test
  void refusesEndlessRuns() {
    // Four bytes of the first number, "keeps no bits", and nothing but zeros.
    byte[] zeros = new byte[1000];
    zeros[4] = 1 << 3;
    assertThatThrownBy(() -> new RiceCodec(4, 32).decode(zeros, 2))
        .isInstanceOf(EOFException.class);
  }

  private static int[] numbers(int count, int level, int bits, long seed) {
    RandomGenerator random = new Random(seed);
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = level + (bits == 0 ? 0 : random.nextInt() >>> (32 - bits));
    }
    return numbers;
  }

  private static byte[] packed(int[] numbers) {
    ByteBuffer packed = room(numbers.length);
    new IntRiceCompressor(option(4)).compress(IntBuffer.wrap(numbers), packed);
    return written(packed);
  }

  private static RiceCompressOption option(int size) {
    return new RiceCompressOption().setBlockSize(32).setBytePix(size);
  }

  private static ByteBuffer room(int count) {
    return ByteBuffer.allocate(8 * count + 1000);
  }

  private static byte[] written(ByteBuffer packed) {
    byte[] written = new byte[packed.flip().remaining()];
    packed.get(written);
    return written;
  }
}
