package org.visiomatic.tiler.stats;

import java.util.concurrent.atomic.AtomicReferenceArray;

/// Keeps a sample in memory.
final class HeapStore implements SampleStore {

  private final AtomicReferenceArray<float[]> blocks;
  private final int[] counts;
  private final int blockSize;

  HeapStore(SampleGrid grid) {
    blocks = new AtomicReferenceArray<>(grid.blocks());
    counts = new int[grid.blocks()];
    blockSize = grid.blockSize();
  }

  @Override
  public float[] room(int block) {
    float[] own = blocks.get(block);
    return own == null ? new float[blockSize] : own;
  }

  @Override
  public void put(int block, float[] values, int count) {
    blocks.set(block, values);
    counts[block] = count;
  }

  @Override
  public int count(int block) {
    return counts[block];
  }

  @Override
  public float[] get(int block, float[] spare) {
    return blocks.get(block);
  }

  @Override
  public boolean needsSpare() {
    return false;
  }

  @Override
  public void close() {}
}
