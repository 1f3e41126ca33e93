package org.visiomatic.tiler.build;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.visiomatic.tiler.build.Reduction.Raster;

/// Halving of 2²⁰ pixels, as wide as the tiler works on at once, beside a copy of the same bytes.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ReductionBenchmark {

  private static final int WIDTH = 512;
  private static final int HEIGHT = 2048;

  private final float[] noise = new float[WIDTH * HEIGHT];
  private final float[] fewMissing;
  private final float[] nothing = new float[WIDTH * HEIGHT];
  private final float[] half = new float[WIDTH * HEIGHT / 4];
  private final float[] whole = new float[WIDTH * HEIGHT];

  public ReductionBenchmark() {
    Random random = new Random(1);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) (1000 + 30 * random.nextGaussian());
      nothing[i] = Float.NaN;
    }
    fewMissing = noise.clone();
    for (int i = 0; i < noise.length; i += 101) {
      fewMissing[i] = Float.NaN;
    }
  }

  @Benchmark
  public float[] copy() {
    System.arraycopy(noise, 0, whole, 0, noise.length);
    return whole;
  }

  @Benchmark
  public float[] allValid() {
    return halve(noise);
  }

  @Benchmark
  public float[] oneInAHundredMissing() {
    return halve(fewMissing);
  }

  @Benchmark
  public float[] noneValid() {
    return halve(nothing);
  }

  private float[] halve(float[] pixels) {
    Raster target = new Raster(half, 0, WIDTH / 2);
    Reduction.halve(new Raster(pixels, 0, WIDTH), 1, 1, target, WIDTH / 2, HEIGHT / 2);
    return half;
  }
}
