package org.visiomatic.tiler.render;

import java.util.concurrent.ArrayBlockingQueue;

/// Working arrays of one rendering thread, lent by a bounded pool.
///
/// Requests run on virtual threads, of which there may be thousands, so nothing this large may hang
/// on a thread. Neither a rendering nor an encoding blocks, so that little more than one set per
/// processor is ever out; sets beyond the bound are left to the garbage collector.
final class RenderScratch {

  /// Pixels drawn at a time. All arrays of a set but the raster fit the second-level cache of a
  /// processor.
  static final int BLOCK = 1 << 14;

  private static final int PLANES = 3;
  private static final ArrayBlockingQueue<RenderScratch> POOL =
      new ArrayBlockingQueue<>(2 * Runtime.getRuntime().availableProcessors());

  /// Pixels of one channel as they were read.
  final float[] pixels = new float[BLOCK];

  /// Those of another one.
  final float[] others = new float[BLOCK];

  /// Steps of the grey table of up to three planes.
  final int[][] steps = new int[PLANES][BLOCK];

  /// Red, green and blue before the tone is applied.
  final float[][] planes = new float[PLANES][BLOCK];

  /// Room for the raster of a tile of usual size in colour.
  final byte[] samples = new byte[1 << 18];

  private RenderScratch() {}

  static RenderScratch borrow() {
    RenderScratch pooled = POOL.poll();
    return pooled == null ? new RenderScratch() : pooled;
  }

  /// Gives the set back; the borrower must not touch it any more.
  void giveBack() {
    // When the pool is full the offer is refused and the set is garbage.
    var _ = POOL.offer(this);
  }
}
