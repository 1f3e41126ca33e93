package org.visiomatic.shell.config;

import java.nio.file.Path;
import java.util.Locale;
import org.visiomatic.tiler.pyramid.TileSize;

/// What values a setting takes: how their text is read, and what is refused.
///
/// @param <T> type of the values
public interface Kind<T> {

  /// What stands for a value in the help, such as `integer`.
  String label();

  /// Which values are allowed, in words, for the help and for messages.
  String limits();

  /// Reads a value.
  ///
  /// @throws IllegalArgumentException when it is not allowed; the message says what is, without naming the setting
  T parse(String text);

  /// Whether it is a switch, which on the command line needs no value.
  default boolean isFlag() {
    return false;
  }

  /// Any text.
  static Kind<String> text(String label) {
    return new Texts(label);
  }

  /// Whole numbers from `least` to `most`, both allowed.
  static Kind<Integer> integer(int least, int most) {
    return new Integers(least, most);
  }

  /// Numbers from `least` to `most`, both allowed.
  static Kind<Double> decimal(double least, double most) {
    return new Decimals(least, most);
  }

  /// On or off.
  static Kind<Boolean> flag() {
    return new Flags();
  }

  /// Files or folders; `~` at the start is the user's home.
  static Kind<Path> path(String label) {
    return new Paths(label);
  }

  /// A path of a URL: empty, or `/` and something after it, without a slash at the end.
  static Kind<String> urlPath() {
    return new UrlPaths();
  }

  /// A tile shape, height first: `256,256`, or one number for both.
  static Kind<TileSize> tileSize() {
    return new TileSizes();
  }

  /// @see #text
  record Texts(String label) implements Kind<String> {
    @Override
    public String limits() {
      return "any text";
    }

    @Override
    public String parse(String text) {
      return text;
    }
  }

  /// @see #integer
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
        throw refused(text, e);
      }
      throw refused(text, null);
    }
  }

  /// @see #decimal
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
        throw refused(text, e);
      }
      throw refused(text, null);
    }
  }

  /// @see #flag
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
        default -> throw refused(text, null);
      };
    }
  }

  /// @see #path
  record Paths(String label) implements Kind<Path> {
    @Override
    public String limits() {
      return "a path";
    }

    @Override
    public Path parse(String text) {
      String home = System.getProperty("user.home");
      String expanded = text.equals("~") || text.startsWith("~/") ? home + text.substring(1) : text;
      return Path.of(expanded);
    }
  }

  /// @see #urlPath
  record UrlPaths() implements Kind<String> {
    @Override
    public String label() {
      return "path";
    }

    @Override
    public String limits() {
      return "empty or a path such as /name of letters, digits and -._~/";
    }

    @Override
    public String parse(String text) {
      String path = text.strip().replaceAll("/+$", "");
      if (!path.isEmpty() && !path.matches("(/[A-Za-z0-9._~-]+)+")) {
        throw refused(text, null);
      }
      return path;
    }
  }

  /// @see #tileSize
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
        throw refused(text, e);
      }
      throw refused(text, null);
    }
  }

  private IllegalArgumentException refused(String text, @org.jspecify.annotations.Nullable Exception cause) {
    return new IllegalArgumentException("'" + text + "' was given, but " + limits() + " is needed", cause);
  }
}
