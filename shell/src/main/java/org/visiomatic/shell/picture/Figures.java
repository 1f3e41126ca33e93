package org.visiomatic.shell.picture;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Numbers as people and as programs read them.
final class Figures {

  private static final MathContext DIGITS = new MathContext(6);

  private Figures() {}

  /// Six digits, for labels.
  static String rounded(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return value == 0 ? "0" : String.valueOf(value);
    }
    BigDecimal number = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    double size = Math.abs(value);
    return size >= 1e-4 && size < 1e9 ? number.toPlainString() : number.toString();
  }

  /// Three digits.
  static String brief(double value) {
    return new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }

  /// As many digits as tell the value from its neighbours.
  ///
  /// @param none what stands for no value
  static String exact(float value, String none) {
    return Float.isNaN(value) ? none : Float.toString(value);
  }

  /// The exact values for JSON, with null for none.
  static List<@Nullable Double> forJson(float[] values) {
    List<@Nullable Double> list = new ArrayList<>(values.length);
    for (float value : values) {
      list.add(Float.isNaN(value) ? null : (Double) (double) value);
    }
    return list;
  }
}
