package org.visiomatic.tiler.stats;

import java.io.IOException;
import java.util.Arrays;
import org.visiomatic.tiler.pyramid.SampleFormat;
import org.visiomatic.tiler.pyramid.ValueHistogram;
import org.visiomatic.tiler.source.PixelSource;

/// A sample of an image of 8 or 16 bits: how often each of its at most 65,536 values occurs.
///
/// The pixels are looked at once; what is asked of the sample then costs as much as there are
/// different values. Gives the same medians as [ValueSample], and moments that differ by rounding.
final class CountedSample implements Sample {

  /// More pixels than that are worth counting.
  private static final int NUMBERS = 1 << 16;

  /// Blocks that are counted together.
  private static final int GROUP = 16;

  /// Ascending; several may be equal.
  private final float[] values;

  private final long[] counts;
  private Moments moments;

  private CountedSample(float[] values, long[] counts) {
    this.values = values;
    this.counts = counts;
    this.moments = Moments.of(values, counts);
  }

  /// Whether an image can be counted, and it is worth while.
  static boolean suits(PixelSource image, SampleGrid grid) {
    return image.format().type() != SampleFormat.Type.FLOAT32 && grid.capacity() >= NUMBERS;
  }

  /// Counts the sample of a channel.
  static CountedSample of(PixelSource image, int channel, SampleGrid grid, Workers workers)
      throws IOException, InterruptedException {
    SampleFormat format = image.format();
    Numbers numbers = Numbers.of(format);
    Histogram counted = new Histogram(NUMBERS);
    workers.run(
        (grid.blocks() - 1) / GROUP + 1,
        group -> {
          int[] bins = new int[NUMBERS];
          float[] read = new float[grid.blockSize()];
          int first = (int) group * GROUP;
          for (int block = first; block < Math.min(first + GROUP, grid.blocks()); block++) {
            numbers.count(read, grid.read(image, channel, block, read), bins);
          }
          counted.add(bins);
        });
    return of(numbers, counted);
  }

  private static CountedSample of(Numbers numbers, Histogram counted) {
    float[] values = new float[NUMBERS];
    long[] counts = new long[NUMBERS];
    int found = 0;
    for (int i = 0; i < NUMBERS; i++) {
      int bin = numbers.scale > 0 ? i : NUMBERS - 1 - i;
      long count = counted.count(bin);
      if (count > 0) {
        values[found] = numbers.value(bin);
        counts[found++] = count;
      }
    }
    return new CountedSample(Arrays.copyOf(values, found), Arrays.copyOf(counts, found));
  }

  @Override
  public Moments moments() {
    return moments;
  }

  @Override
  public void divide(float norm) {
    for (int i = 0; i < values.length; i++) {
      values[i] /= norm;
    }
    moments = Moments.of(values, counts);
  }

  @Override
  public void clip(float centre, float limit) {
    for (int i = 0; i < values.length; i++) {
      if (!(Math.abs(values[i] - centre) <= limit)) {
        counts[i] = 0;
      }
    }
    moments = Moments.of(values, counts);
  }

  @Override
  public float median(Measure measure) {
    long last = lastRank("median");
    Ranks ranks = new Ranks(last / 2, (last + 1) / 2);
    if (measure.deviation()) {
      outwards(measure, ranks);
    } else {
      for (int i = 0; i < values.length; i++) {
        ranks.pass(values[i], counts[i]);
      }
    }
    return Sample.middle(ranks.first, ranks.second);
  }

  /// Passes the distances from a centre in ascending order: from the values next to it to both
  /// ends.
  private void outwards(Measure measure, Ranks ranks) {
    int right = 0;
    while (right < values.length && values[right] < measure.centre()) {
      right++;
    }
    int left = right - 1;
    while (left >= 0 || right < values.length) {
      float before = left >= 0 ? measure.of(values[left]) : Float.POSITIVE_INFINITY;
      float after = right < values.length ? measure.of(values[right]) : Float.POSITIVE_INFINITY;
      if (right == values.length || (left >= 0 && before <= after)) {
        ranks.pass(before, counts[left--]);
      } else {
        ranks.pass(after, counts[right++]);
      }
    }
  }

  @Override
  public ValueHistogram histogram() {
    long last = lastRank("histogram");
    long beyond = (long) (last * BEYOND);
    Ranks ends = new Ranks(beyond, last - beyond);
    for (int i = 0; i < values.length; i++) {
      ends.pass(values[i], counts[i]);
    }
    HistogramSteps steps = new HistogramSteps(ends.first, ends.second);
    double perUnit = steps.perUnit();
    Histogram total = new Histogram(HistogramSteps.SIZE);
    for (int i = 0; i < values.length; i++) {
      total.add(steps.bin(values[i], perUnit), counts[i]);
    }
    return steps.histogram(total);
  }

  private long lastRank(String what) {
    if (moments.count() == 0) {
      throw new IllegalStateException("An empty sample has no " + what + ".");
    }
    return moments.count() - 1;
  }

  /// Notes the values of two ranks, from 0, while all pass in order.
  private static final class Ranks {

    private final long one;
    private final long other;
    private long passed;
    private float first;
    private float second;

    private Ranks(long one, long other) {
      this.one = one;
      this.other = other;
    }

    private void pass(float value, long count) {
      long end = passed + count;
      if (one >= passed && one < end) {
        first = value;
      }
      if (other >= passed && other < end) {
        second = value;
      }
      passed = end;
    }
  }

  /// The stored numbers of a format, as bins.
  ///
  /// @param scale physical units per stored unit
  /// @param offset physical value of a stored zero
  /// @param least the number of bin 0
  private record Numbers(double scale, double offset, int least) {

    private static Numbers of(SampleFormat format) {
      int least = format.type() == SampleFormat.Type.INT16 ? Short.MIN_VALUE : 0;
      return new Numbers(format.scale(), format.offset(), least);
    }

    private void count(float[] read, int count, int[] bins) {
      double perUnit = 1 / scale;
      double zero = offset;
      // Whole numbers but for rounding, and none below 0 any more: the nearest is half a unit up.
      double up = 0.5 - least;
      for (int i = 0; i < count; i++) {
        bins[(int) ((read[i] - zero) * perUnit + up)]++;
      }
    }

    private float value(int bin) {
      return (float) (offset + scale * (bin + least));
    }
  }
}
