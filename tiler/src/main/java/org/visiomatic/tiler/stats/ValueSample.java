package org.visiomatic.tiler.stats;

import java.io.IOException;
import java.util.Arrays;
import org.visiomatic.tiler.pyramid.ValueHistogram;
import org.visiomatic.tiler.source.PixelSource;

/// A sample that keeps every value.
///
/// A sample can have hundreds of millions of values, so nothing here sorts or copies it. A median
/// is found by counting instead: one pass counts the upper 16 bits of the keys (see [FloatOrder]),
/// which tells the upper half of the key in the middle; a second pass counts the lower 16 bits of
/// those keys that begin with it. Blocks are spread over the workers in groups whose sums are added
/// in the order of the groups, so that the result does not depend on the threads.
///
/// Small samples, as in cubes of thousands of planes, are sorted: 65,536 bins cost more.
final class ValueSample implements Sample {

  /// Below that many values, sorting is faster than counting.
  static final int SORT_BELOW = 1 << 14;

  private static final int GROUP = 32;

  private final SampleStore store;
  private final Workers workers;
  private final int blocks;
  private final int blockSize;
  private Moments moments = Moments.NONE;

  private ValueSample(SampleGrid grid, SampleStore store, Workers workers) {
    this.store = store;
    this.workers = workers;
    this.blocks = grid.blocks();
    this.blockSize = grid.blockSize();
  }

  /// Reads the sample of a channel into a store.
  static ValueSample of(
      PixelSource image, int channel, SampleGrid grid, SampleStore store, Workers workers)
      throws IOException, InterruptedException {
    ValueSample sample = new ValueSample(grid, store, workers);
    sample.refill(
        (block, spare) -> {
          float[] values = store.room(block);
          store.put(block, values, grid.read(image, channel, block, values));
          return values;
        });
    return sample;
  }

  /// The moments of the sampled pixels of all channels together.
  static Moments momentsOf(PixelSource image, SampleGrid grid, Workers workers)
      throws IOException, InterruptedException {
    int blocks = grid.blocks();
    int groups = (blocks - 1) / GROUP + 1;
    Moments[] parts = new Moments[Math.multiplyExact(image.channels(), groups)];
    workers.run(
        parts.length,
        index -> {
          int channel = (int) (index / groups);
          int first = (int) (index % groups) * GROUP;
          float[] values = new float[grid.blockSize()];
          Moments sum = Moments.NONE;
          for (int block = first; block < Math.min(first + GROUP, blocks); block++) {
            sum = sum.plus(Moments.of(values, grid.read(image, channel, block, values)));
          }
          parts[(int) index] = sum;
        });
    return Arrays.stream(parts).reduce(Moments.NONE, Moments::plus);
  }

  @Override
  public Moments moments() {
    return moments;
  }

  @Override
  public void divide(float norm) throws IOException, InterruptedException {
    refill(
        (block, spare) -> {
          float[] values = store.get(block, spare);
          int count = store.count(block);
          for (int i = 0; i < count; i++) {
            values[i] /= norm;
          }
          store.put(block, values, count);
          return values;
        });
  }

  @Override
  public void clip(float centre, float limit) throws IOException, InterruptedException {
    refill(
        (block, spare) -> {
          float[] values = store.get(block, spare);
          int count = store.count(block);
          int kept = 0;
          for (int i = 0; i < count; i++) {
            float value = values[i];
            values[kept] = value;
            kept += Math.abs(value - centre) <= limit ? 1 : 0;
          }
          store.put(block, values, kept);
          return values;
        });
  }

  @Override
  public float median(Measure measure) throws IOException, InterruptedException {
    long count = moments.count();
    if (count == 0) {
      throw new IllegalStateException("An empty sample has no median.");
    }
    return count < SORT_BELOW ? medianBySorting(measure) : medianByCounting(measure);
  }

  @Override
  public ValueHistogram histogram() throws IOException, InterruptedException {
    long last = moments.count() - 1;
    if (last < 0) {
      throw new IllegalStateException("An empty sample has no histogram.");
    }
    long beyond = (long) (last * BEYOND);
    float[] ends = ranked(beyond, last - beyond);
    HistogramSteps steps = new HistogramSteps(ends[0], ends[1]);
    return steps.histogram(count(HistogramSteps.SIZE, steps::count));
  }

  /// The values of two ranks, from 0.
  private float[] ranked(long first, long second) throws IOException, InterruptedException {
    if (moments.count() < SORT_BELOW) {
      float[] all = sorted(Measure.VALUE);
      return new float[] {all[(int) first], all[(int) second]};
    }
    Histogram high = count(Measure.BINS, Measure.VALUE::countHigh);
    Histogram.Place lower = high.find(first);
    Histogram.Place upper = high.find(second);
    return new float[] {
      value(lower, countLow(Measure.VALUE, lower.bin())),
      value(upper, countLow(Measure.VALUE, upper.bin()))
    };
  }

  private float medianBySorting(Measure measure) throws IOException {
    float[] all = sorted(measure);
    return Sample.middle(all[(all.length - 1) / 2], all[all.length / 2]);
  }

  private float[] sorted(Measure measure) throws IOException {
    float[] all = new float[(int) moments.count()];
    float[] spare = spare();
    int filled = 0;
    for (int block = 0; block < blocks; block++) {
      float[] values = store.get(block, spare);
      for (int i = 0; i < store.count(block); i++) {
        all[filled++] = measure.of(values[i]);
      }
    }
    Arrays.sort(all);
    return all;
  }

  private float medianByCounting(Measure measure) throws IOException, InterruptedException {
    Histogram high = count(Measure.BINS, measure::countHigh);
    Histogram.Place lower = high.find((moments.count() - 1) / 2);
    Histogram.Place upper = high.find(moments.count() / 2);
    Histogram low = countLow(measure, lower.bin());
    Histogram lowOfUpper = upper.bin() == lower.bin() ? low : countLow(measure, upper.bin());
    return Sample.middle(value(lower, low), value(upper, lowOfUpper));
  }

  private Histogram countLow(Measure measure, int high) throws IOException, InterruptedException {
    return count(
        Measure.BINS, (values, count, bins) -> measure.countLow(values, count, high, bins));
  }

  private static float value(Histogram.Place high, Histogram low) {
    return FloatOrder.value(high.bin() << Measure.HALF | low.find(high.rest()).bin());
  }

  private Histogram count(int size, Counter counter) throws IOException, InterruptedException {
    Histogram total = new Histogram(size);
    workers.run(
        groups(),
        group -> {
          int[] bins = new int[size];
          float[] spare = spare();
          for (int block = first(group); block < first(group + 1); block++) {
            counter.count(store.get(block, spare), store.count(block), bins);
          }
          total.add(bins);
        });
    return total;
  }

  private void refill(Filler filler) throws IOException, InterruptedException {
    Moments[] parts = new Moments[groups()];
    workers.run(
        parts.length,
        group -> {
          Moments sum = Moments.NONE;
          float[] spare = spare();
          for (int block = first(group); block < first(group + 1); block++) {
            float[] values = filler.fill(block, spare);
            sum = sum.plus(Moments.of(values, store.count(block)));
          }
          parts[(int) group] = sum;
        });
    moments = Arrays.stream(parts).reduce(Moments.NONE, Moments::plus);
  }

  private int groups() {
    return (blocks - 1) / GROUP + 1;
  }

  private int first(long group) {
    return (int) Math.min(group * GROUP, blocks);
  }

  private float[] spare() {
    return new float[store.needsSpare() ? blockSize : 0];
  }

  /// Counts the values of a block.
  private interface Counter {
    void count(float[] values, int count, int[] bins);
  }

  /// Fills a block and gives its values.
  private interface Filler {
    float[] fill(int block, float[] spare) throws IOException;
  }
}
