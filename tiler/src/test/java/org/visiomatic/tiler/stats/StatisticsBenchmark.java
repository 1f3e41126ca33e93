package org.visiomatic.tiler.stats;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.visiomatic.tiler.pyramid.ChannelStatistics;

/// Statistics of an image of which 2²⁰ pixels are sampled, in one thread, beside a copy of these.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StatisticsBenchmark {

  private static final int SIDE = 4096;
  private static final int SAMPLED = SIDE * SIDE / 16;

  private final ArraySource image;
  private final float[] copy = new float[SAMPLED];
  private final StatisticsEstimator estimator = new StatisticsEstimator(Path.of("."));

  public StatisticsBenchmark() {
    Random random = new Random(1);
    image =
        ArraySource.of(
            1, SIDE, SIDE, (channel, x, y) -> (float) (1000 + 30 * random.nextGaussian()));
  }

  @Benchmark
  public float[] copy() {
    System.arraycopy(image.pixels(), 0, copy, 0, SAMPLED);
    return copy;
  }

  @Benchmark
  public List<ChannelStatistics> estimate() throws IOException, InterruptedException {
    return estimator.estimate(image);
  }
}
