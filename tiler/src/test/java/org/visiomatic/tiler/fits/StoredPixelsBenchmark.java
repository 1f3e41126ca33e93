package org.visiomatic.tiler.fits;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Byte swap and scaling of 2²⁰ pixels, row by row, beside a copy of the same bytes.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StoredPixelsBenchmark {

  private static final int ROWS = 64;
  private static final int WIDTH = 16384;

  private static final Scaling SCALED = new Scaling(0.5, 1000, true, -32768);
  private static final Scaling UNSIGNED = new Scaling(1, 32768, false, 0);

  private final MemorySegment stored = Arena.ofAuto().allocate(8L * ROWS * WIDTH, 8);
  private final float[] values = new float[ROWS * WIDTH];
  private final StoredPixels floats = StoredPixels.of(-32, Scaling.NONE);
  private final StoredPixels scaledFloats = StoredPixels.of(-32, SCALED);
  private final StoredPixels unsignedShorts = StoredPixels.of(16, UNSIGNED);
  private final StoredPixels scaledShorts = StoredPixels.of(16, SCALED);
  private final StoredPixels scaledInts = StoredPixels.of(32, SCALED);
  private final StoredPixels doubles = StoredPixels.of(-64, Scaling.NONE);

  /// Noise, as far as the type lets it be.
  public StoredPixelsBenchmark() {
    Random random = new Random(1);
    for (long i = 0; i < 4L * ROWS * WIDTH; i++) {
      stored.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) random.nextInt());
    }
  }

  @Benchmark
  public float[] copyOf16BitNumbers() {
    MemorySegment.copy(stored, 0, MemorySegment.ofArray(values), 0, 2L * values.length);
    return values;
  }

  @Benchmark
  public float[] copyOf32BitNumbers() {
    MemorySegment.copy(stored, ValueLayout.JAVA_FLOAT, 0, values, 0, values.length);
    return values;
  }

  @Benchmark
  public float[] floats() {
    return read(floats, 4);
  }

  @Benchmark
  public float[] scaledFloats() {
    return read(scaledFloats, 4);
  }

  @Benchmark
  public float[] unsignedShorts() {
    return read(unsignedShorts, 2);
  }

  @Benchmark
  public float[] scaledShortsWithBlanks() {
    return read(scaledShorts, 2);
  }

  @Benchmark
  public float[] scaledIntsWithBlanks() {
    return read(scaledInts, 4);
  }

  @Benchmark
  public float[] doubles() {
    return read(doubles, 8);
  }

  private float[] read(StoredPixels pixels, int bytes) {
    for (int row = 0; row < ROWS; row++) {
      pixels.read(stored, (long) row * WIDTH * bytes, WIDTH, values, row * WIDTH);
    }
    return values;
  }
}
