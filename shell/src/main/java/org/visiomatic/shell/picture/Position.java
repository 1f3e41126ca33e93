package org.visiomatic.shell.picture;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.visiomatic.shell.config.ConfigurationException;

/// A pixel of an image at full resolution, counted as FITS does.
///
/// @param x column from 1
/// @param y row from 1, at the bottom
public record Position(int x, int y) {

  private static final Pattern FORM =
      Pattern.compile("\\s*([+-]?\\d{1,9})\\s*,\\s*([+-]?\\d{1,9})\\s*");

  /// Reads `x,y`.
  ///
  /// @param what is read: the name of an option or an argument
  public static Position parse(String what, String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new ConfigurationException(
          "%s: '%s' was given, but X,Y is needed: column and row, from 1 at the bottom left."
              .formatted(what, text));
    }
    return new Position(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
  }
}
