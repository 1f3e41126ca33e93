package org.visiomatic.tiler.fits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import nom.tam.fits.compression.algorithm.rice.RiceCompressOption;
import nom.tam.fits.compression.algorithm.rice.RiceCompressor.IntRiceCompressor;
import nom.tam.fits.compression.algorithm.rice.RiceCompressor.ShortRiceCompressor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Decoding of a Rice tile of 2¹⁶ pixels of noise, by us and by nom-tam-fits.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RiceCodecBenchmark {

  private static final int PIXELS = 1 << 16;

  private final RiceCompressOption option = new RiceCompressOption().setBlockSize(32).setBytePix(2);
  private final RiceCodec codec = new RiceCodec(2, 32);
  private final byte[] packed;

  public RiceCodecBenchmark() {
    Random random = new Random(1);
    short[] numbers = new short[PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      numbers[i] = (short) (1000 + 30 * random.nextGaussian());
    }
    ByteBuffer room = ByteBuffer.allocate(4 * PIXELS);
    new ShortRiceCompressor(option).compress(ShortBuffer.wrap(numbers), room);
    packed = Arrays.copyOf(room.array(), room.position());
  }

  @Benchmark
  public int[] decode() throws IOException {
    return codec.decode(packed, PIXELS);
  }

  @Benchmark
  public int[] decodeByTheLibrary() {
    int[] numbers = new int[PIXELS];
    new IntRiceCompressor(option).decompress(ByteBuffer.wrap(packed), IntBuffer.wrap(numbers));
    return numbers;
  }
}
