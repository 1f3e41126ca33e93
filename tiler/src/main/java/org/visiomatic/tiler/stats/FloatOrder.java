package org.visiomatic.tiler.stats;

/// Maps finite floats to integers that, read as unsigned, sort the same way.
final class FloatOrder {

  private FloatOrder() {}

  /// The rank of a float among all floats.
  static int key(float value) {
    int bits = Float.floatToRawIntBits(value);
    return bits ^ ((bits >> 31) | Integer.MIN_VALUE);
  }

  /// The float of that rank.
  static float value(int key) {
    return Float.intBitsToFloat(key < 0 ? key ^ Integer.MIN_VALUE : ~key);
  }
}
