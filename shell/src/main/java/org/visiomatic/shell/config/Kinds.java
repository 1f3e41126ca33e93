package org.visiomatic.shell.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.visiomatic.serve.DecimalRange;
import org.visiomatic.serve.ServerPaths;
import org.visiomatic.serve.WholeRange;
import org.visiomatic.tiler.batch.ByteSize;
import org.visiomatic.tiler.pyramid.TileSize;

/// The kinds of values that there are.
final class Kinds {

  private Kinds() {}

  /// @see Kind#text
  record Texts(String label) implements Kind<String> {
    @Override
    public String limits() {
      return "";
    }

    @Override
    public String parse(String text) {
      if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException(
            "'" + text + "' was given, but one line of text is needed");
      }
      return text.strip();
    }
  }

  /// @see Kind#optionalText
  record OptionalTexts(String label) implements Kind<String> {
    @Override
    public String limits() {
      return "";
    }

    @Override
    public String parse(String text) {
      return text.isBlank() ? "" : new Texts(label).parse(text);
    }
  }

  /// @see Kind#list
  record Lists(String label) implements Kind<List<String>> {
    @Override
    public String limits() {
      return "";
    }

    @Override
    public List<String> parse(String text) {
      return Arrays.stream(text.split("[,\\s]+")).filter(item -> !item.isEmpty()).toList();
    }

    @Override
    public String text(List<String> value) {
      return String.join(",", value);
    }
  }

  /// @see Kind#integer
  record Integers(WholeRange range) implements Kind<Integer> {
    @Override
    public String label() {
      return "integer";
    }

    @Override
    public String limits() {
      return "a whole number from " + range.least() + " to " + range.most();
    }

    @Override
    public Integer parse(String text) {
      try {
        int value = Integer.parseInt(text.strip());
        if (range.contains(value)) {
          return value;
        }
      } catch (NumberFormatException e) {
        throw refused(this, text, e);
      }
      throw refused(this, text, null);
    }
  }

  /// @see Kind#bytes
  record ByteCounts(WholeRange range, boolean mayBeNone) implements Kind<Long> {

    private static final String UNITS = "KMGTP";
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})\\s*([KMGTP]?)I?B?");

    @Override
    public String label() {
      return "size";
    }

    @Override
    public String limits() {
      return mayBeNone
          ? "a number of bytes such as 500G, or none"
          : "a number of bytes from %s to %s, such as 192M"
              .formatted(ByteSize.text(range.least()), ByteSize.text(range.most()));
    }

    @Override
    public Long parse(String text) {
      String upper = text.strip().toUpperCase(Locale.ROOT);
      if (mayBeNone && (upper.equals("NONE") || upper.equals("0"))) {
        return Long.MAX_VALUE;
      }
      Matcher matcher = TEXT.matcher(upper);
      if (!matcher.matches()) {
        throw refused(this, text, null);
      }
      int power = matcher.group(2).isEmpty() ? 0 : 1 + UNITS.indexOf(matcher.group(2));
      try {
        long value = Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << (10 * power));
        if (range.contains(value)) {
          return value;
        }
      } catch (ArithmeticException e) {
        throw refused(this, text, e);
      }
      throw refused(this, text, null);
    }

    @Override
    public String text(Long value) {
      if (mayBeNone && value == Long.MAX_VALUE) {
        return "none";
      }
      int power = Math.min(UNITS.length(), Long.numberOfTrailingZeros(value) / 10);
      return power == 0
          ? Long.toString(value)
          : (value >> (10 * power)) + UNITS.substring(power - 1, power);
    }
  }

  /// @see Kind#url
  record Urls() implements Kind<String> {
    @Override
    public String label() {
      return "URL";
    }

    @Override
    public String limits() {
      return "nothing, a path such as /manual/interface.html, or an address that begins with https:// or http://";
    }

    @Override
    public String parse(String text) {
      if (!ServerPaths.URL.matcher(text.strip()).matches()) {
        throw refused(this, text, null);
      }
      return text.strip();
    }
  }

  /// @see Kind#countLimit
  record CountLimits() implements Kind<Long> {

    private static final Pattern TEXT = Pattern.compile("\\d{1,18}");

    @Override
    public String label() {
      return "count";
    }

    @Override
    public String limits() {
      return "a whole number, or none";
    }

    @Override
    public Long parse(String text) {
      String bare = text.strip();
      if (bare.equalsIgnoreCase("none") || bare.equals("0")) {
        return Long.MAX_VALUE;
      }
      if (!TEXT.matcher(bare).matches()) {
        throw refused(this, text, null);
      }
      return Long.parseLong(bare);
    }

    @Override
    public String text(Long value) {
      return value == Long.MAX_VALUE ? "none" : Long.toString(value);
    }
  }

  /// @see Kind#choice
  record Choices<E extends Enum<E>>(Class<E> type) implements Kind<E> {
    @Override
    public String label() {
      return names("|");
    }

    @Override
    public String limits() {
      return names(" or ");
    }

    private String names(String between) {
      return Arrays.stream(type.getEnumConstants())
          .map(one -> one.name().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(between));
    }

    @Override
    public E parse(String text) {
      return Arrays.stream(type.getEnumConstants())
          .filter(one -> one.name().equalsIgnoreCase(text.strip()))
          .findFirst()
          .orElseThrow(() -> refused(this, text, null));
    }

    @Override
    public String text(E value) {
      return value.name().toLowerCase(Locale.ROOT);
    }
  }

  /// @see Kind#decimal
  record Decimals(DecimalRange range) implements Kind<Double> {
    @Override
    public String label() {
      return "float";
    }

    @Override
    public String limits() {
      return "a number from " + range.least() + " to " + range.most();
    }

    @Override
    public Double parse(String text) {
      try {
        double value = Double.parseDouble(text.strip());
        if (range.contains(value)) {
          return value;
        }
      } catch (NumberFormatException e) {
        throw refused(this, text, e);
      }
      throw refused(this, text, null);
    }
  }

  /// @see Kind#flag
  record Flags() implements Kind<Boolean> {
    @Override
    public String label() {
      return "true|false";
    }

    @Override
    public String limits() {
      return "true or false";
    }

    @Override
    public boolean isFlag() {
      return true;
    }

    @Override
    public Boolean parse(String text) {
      return switch (text.strip().toLowerCase(Locale.ROOT)) {
        case "true", "yes", "on", "1" -> true;
        case "false", "no", "off", "0", "" -> false;
        default -> throw refused(this, text, null);
      };
    }
  }

  /// @see Kind#path
  record Paths(String label) implements Kind<Path> {
    @Override
    public String limits() {
      return "";
    }

    @Override
    public Path parse(String text) {
      String home = System.getProperty("user.home");
      String expanded = text.equals("~") || text.startsWith("~/") ? home + text.substring(1) : text;
      try {
        return Path.of(expanded);
      } catch (InvalidPathException e) {
        throw new IllegalArgumentException(
            "'%s' was given, but a path is needed (%s)".formatted(text, e.getReason()), e);
      }
    }
  }

  /// @see Kind#urlPath
  record UrlPaths(boolean mayBeEmpty) implements Kind<String> {
    @Override
    public String label() {
      return "path";
    }

    @Override
    public String limits() {
      return (mayBeEmpty ? "nothing or " : "")
          + "a path such as /name of letters, digits and -._~/";
    }

    @Override
    public String parse(String text) {
      String path = text.strip().replaceAll("/+$", "");
      if (path.isEmpty() ? !mayBeEmpty : !path.matches("(/[A-Za-z0-9._~-]+)+")) {
        throw refused(this, text, null);
      }
      return path;
    }
  }

  /// @see Kind#tileSize
  record TileSizes() implements Kind<TileSize> {
    @Override
    public String label() {
      return "height,width";
    }

    @Override
    public String limits() {
      return "height,width with whole numbers from 1 to " + TileSize.MAXIMUM;
    }

    @Override
    public TileSize parse(String text) {
      String[] parts = text.replaceAll("[()\\[\\]\\s]", "").split("[,x]", -1);
      try {
        if (parts.length <= 2) {
          int height = Integer.parseInt(parts[0]);
          return new TileSize(height, parts.length == 1 ? height : Integer.parseInt(parts[1]));
        }
      } catch (IllegalArgumentException e) {
        throw refused(this, text, e);
      }
      throw refused(this, text, null);
    }

    @Override
    public String text(TileSize value) {
      return value.height() + "," + value.width();
    }
  }

  private static IllegalArgumentException refused(
      Kind<?> kind, String text, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "'" + text + "' was given, but " + kind.limits() + " is needed", cause);
  }
}
