package org.visiomatic.shell.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
      return text;
    }
  }

  /// @see Kind#integer
  record Integers(int least, int most) implements Kind<Integer> {
    @Override
    public String label() {
      return "integer";
    }

    @Override
    public String limits() {
      return "a whole number from " + least + " to " + most;
    }

    @Override
    public Integer parse(String text) {
      try {
        int value = Integer.parseInt(text.strip());
        if (value >= least && value <= most) {
          return value;
        }
      } catch (NumberFormatException e) {
        throw refused(this, text, e);
      }
      throw refused(this, text, null);
    }
  }

  /// @see Kind#bytes
  record ByteCounts(long least, long most, boolean mayBeNone) implements Kind<Long> {

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
              .formatted(ByteSize.text(least), ByteSize.text(most));
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
        if (value >= least && value <= most) {
          return value;
        }
      } catch (ArithmeticException e) {
        throw refused(this, text, e);
      }
      throw refused(this, text, null);
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
  }

  /// @see Kind#decimal
  record Decimals(double least, double most) implements Kind<Double> {
    @Override
    public String label() {
      return "float";
    }

    @Override
    public String limits() {
      return "a number from " + least + " to " + most;
    }

    @Override
    public Double parse(String text) {
      try {
        double value = Double.parseDouble(text.strip());
        if (value >= least && value <= most) {
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
      return Path.of(expanded);
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
  }

  private static IllegalArgumentException refused(
      Kind<?> kind, String text, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "'" + text + "' was given, but " + kind.limits() + " is needed", cause);
  }
}
