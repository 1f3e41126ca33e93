package org.visiomatic.tiler.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The arrays that strips of a pass are held in; used again and again, because the collector treats
/// large ones badly. Each has room for the largest strip of its level.
final class StripArrays {

  private final Pass pass;
  private final List<Queue<float[]>> spare = new ArrayList<>();

  StripArrays(Pass pass) {
    this.pass = pass;
    for (int level = pass.first(); level <= pass.last(); level++) {
      spare.add(new ConcurrentLinkedQueue<>());
    }
  }

  /// An array with anything in it.
  float[] take(int level) {
    float[] array = spare.get(level - pass.first()).poll();
    return array == null ? new float[pass.stripSize(level)] : array;
  }

  /// Gives an array back.
  void give(int level, float[] array) {
    spare.get(level - pass.first()).add(array);
  }
}
