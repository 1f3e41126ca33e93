package org.visiomatic.serve.ops;

import java.nio.charset.StandardCharsets;

/// A page of metrics in the text format 0.0.4 of Prometheus.
///
/// Families follow one another; each is a name with help and type, and then its samples.
public final class Exposition {

  /// The media type of such a page.
  public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder(1 << 14);
  private String family = "";

  /// Begins a family of counters, which only grow; its name should end with `_total`.
  public void counters(String name, String help) {
    begin(name, "counter", help);
  }

  /// Begins a family of readings, which go up and down.
  public void gauges(String name, String help) {
    begin(name, "gauge", help);
  }

  /// Begins a family of histograms.
  void histograms(String name, String help) {
    begin(name, "histogram", help);
  }

  /// A family with one counter.
  public void counter(String name, String help, Number value) {
    counters(name, help);
    sample("", "", value);
  }

  /// A family with one reading.
  public void gauge(String name, String help, Number value) {
    gauges(name, help);
    sample("", "", value);
  }

  /// A sample of the family that was begun last.
  ///
  /// @param label name of its label
  /// @param member value of its label
  public void member(String label, String member, Number value) {
    sample("", label + "=\"" + escape(member) + '"', value);
  }

  /// A sample of the family that was begun last.
  ///
  /// @param suffix what follows the name of the family
  /// @param labels as they are to be written, without braces; empty for none
  void sample(String suffix, String labels, Number value) {
    text.append(family).append(suffix);
    if (!labels.isEmpty()) {
      text.append('{').append(labels).append('}');
    }
    text.append(' ').append(number(value)).append('\n');
  }

  /// The page so far.
  public byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void begin(String name, String type, String help) {
    family = name;
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static String number(Number reading) {
    double value = reading.doubleValue();
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return value == Math.rint(value) && Math.abs(value) < 1L << 53
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String escape(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
