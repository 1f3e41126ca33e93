package org.visiomatic.tiler.batch;

/// Numbers of bytes as people read them.
public final class ByteSize {

  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private ByteSize() {}

  /// Three digits and a binary unit, such as `5.37 GiB`.
  public static String text(long bytes) {
    double value = Math.abs((double) bytes);
    int unit = 0;
    while (value >= 1000 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    int decimals = unit == 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
    return (bytes < 0 ? "-" : "") + digits(value, decimals) + " " + UNITS[unit];
  }

  /// Lists show thousands of sizes at once; a formatter would take most of the time for them.
  private static String digits(double value, int decimals) {
    if (decimals == 0) {
      return Long.toString(Math.round(value));
    }
    int scale = decimals == 1 ? 10 : 100;
    long number = Math.round(value * scale);
    String fraction = Long.toString(scale + number % scale).substring(1);
    return number / scale + "." + fraction;
  }
}
