package org.visiomatic.tiler.stats;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The same estimate, by the definition: collect, sort, clip, sort.
record ReferenceStatistics(double background, double mad) {

  static ReferenceStatistics of(ArraySource image, int channel) {
    double[] raw = sample(image, channel);
    if (raw.length == 0) {
      return new ReferenceStatistics(0, 0);
    }
    float norm =
        (float)
            Math.abs(
                IntStream.range(0, image.channels())
                    .mapToObj(each -> sample(image, each))
                    .flatMapToDouble(Arrays::stream)
                    .average()
                    .orElseThrow());
    double[] values = Arrays.stream(raw).map(value -> (float) value / norm).toArray();
    double mean = Arrays.stream(values).average().orElseThrow();
    double deviation =
        Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
    float median = median(values);
    float mad = median(distances(values, median));
    double[] kept = Arrays.stream(values).filter(v -> distance(v, median) <= 3 * mad).toArray();
    float keptMedian = median(kept);
    double keptMad = median(distances(kept, keptMedian));
    double finalMad = 1e5 * keptMad < deviation ? 0.1 * deviation : keptMad;
    double keptMean = Arrays.stream(kept).average().orElseThrow();
    return new ReferenceStatistics((3.5 * keptMedian - 2.5 * keptMean) * norm, finalMad * norm);
  }

  private static double[] sample(ArraySource image, int channel) {
    return IntStream.range(0, image.height())
        .filter(y -> y % 16 == 0)
        .map(y -> (channel * image.height() + y) * image.width())
        .flatMap(first -> IntStream.range(first, first + image.width()))
        .mapToDouble(index -> image.pixels()[index])
        .filter(Double::isFinite)
        .toArray();
  }

  private static float distance(double value, float centre) {
    return Math.abs((float) value - centre);
  }

  private static double[] distances(double[] values, float centre) {
    return Arrays.stream(values).map(v -> distance(v, centre)).toArray();
  }

  private static float median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (float) ((sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2);
  }
}
