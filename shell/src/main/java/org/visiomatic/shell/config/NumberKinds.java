package org.visiomatic.shell.config;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.visiomatic.serve.DecimalRange;
import org.visiomatic.serve.WholeRange;
import org.visiomatic.tiler.pyramid.TileSize;

/// The kinds whose values are numbers.
final class NumberKinds {

  private NumberKinds() {}

  /// @see Kind#integer
  record Integers(WholeRange range) implements LimitedKind<Integer> {
    @Override
    public String label() {
      return "integer";
    }

    @Override
    public String limits() {
      return "a whole number from " + range.least() + " to " + range.most();
    }

    @Override
    public Optional<Integer> read(String text) {
      return number(text, Integer::valueOf).filter(range::contains);
    }
  }

  /// @see Kind#decimal
  record Decimals(DecimalRange range) implements LimitedKind<Double> {
    @Override
    public String label() {
      return "float";
    }

    @Override
    public String limits() {
      return "a number from " + range.least() + " to " + range.most();
    }

    @Override
    public Optional<Double> read(String text) {
      return number(text, Double::valueOf).filter(range::contains);
    }
  }

  /// Whole numbers from 1 that need more than an integer.
  record Counts() implements LimitedKind<Long> {
    @Override
    public String label() {
      return "count";
    }

    @Override
    public String limits() {
      return "a whole number";
    }

    @Override
    public Optional<Long> read(String text) {
      return number(text, Long::valueOf).filter(value -> value >= 1);
    }
  }

  /// @see Kind#bytes
  record ByteCounts(WholeRange range, String limits) implements LimitedKind<Long> {

    private static final String UNITS = "KMGTP";
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})\\s*([KMGTP]?)I?B?");

    @Override
    public String label() {
      return "size";
    }

    @Override
    public Optional<Long> read(String text) {
      Matcher matcher = TEXT.matcher(text.strip().toUpperCase(Locale.ROOT));
      if (!matcher.matches()) {
        return Optional.empty();
      }
      int power = matcher.group(2).isEmpty() ? 0 : 1 + UNITS.indexOf(matcher.group(2));
      long number = Long.parseLong(matcher.group(1));
      long unit = 1L << (10 * power);
      return number > Long.MAX_VALUE / unit
          ? Optional.empty()
          : Optional.of(number * unit).filter(range::contains);
    }

    @Override
    public String text(Long value) {
      int power = Math.min(UNITS.length(), Long.numberOfTrailingZeros(value) / 10);
      return power == 0
          ? Long.toString(value)
          : (value >> (10 * power)) + UNITS.substring(power - 1, power);
    }
  }

  /// A limit that there need not be.
  ///
  /// @param finite what it may be otherwise
  /// @see Kind#countLimit
  record OrNone(LimitedKind<Long> finite) implements LimitedKind<Long> {

    private static final String NONE = "none";

    @Override
    public String label() {
      return finite.label();
    }

    @Override
    public String limits() {
      return finite.limits() + ", or " + NONE;
    }

    @Override
    public Optional<Long> read(String text) {
      String bare = text.strip();
      return bare.equalsIgnoreCase(NONE) || bare.equals("0")
          ? Optional.of(Long.MAX_VALUE)
          : finite.read(text);
    }

    @Override
    public String text(Long value) {
      return value == Long.MAX_VALUE ? NONE : finite.text(value);
    }
  }

  /// @see Kind#tileSize
  record TileSizes() implements LimitedKind<TileSize> {
    @Override
    public String label() {
      return "height,width";
    }

    @Override
    public String limits() {
      return "height,width with whole numbers from 1 to " + TileSize.MAXIMUM;
    }

    @Override
    public Optional<TileSize> read(String text) {
      String[] parts = text.replaceAll("[()\\[\\]\\s]", "").split("[,x]", -1);
      WholeRange sides = new WholeRange(1, TileSize.MAXIMUM);
      Optional<Integer> height = number(parts[0], Integer::valueOf).filter(sides::contains);
      Optional<Integer> width =
          number(parts[parts.length - 1], Integer::valueOf).filter(sides::contains);
      return parts.length > 2
          ? Optional.empty()
          : height.flatMap(rows -> width.map(columns -> new TileSize(rows, columns)));
    }

    @Override
    public String text(TileSize value) {
      return value.height() + "," + value.width();
    }
  }

  private static <N> Optional<N> number(String text, Function<String, N> reader) {
    try {
      return Optional.of(reader.apply(text.strip()));
    } catch (NumberFormatException e) {
      // Refused like a number outside of the limits: these say what is needed.
      return Optional.empty();
    }
  }
}
