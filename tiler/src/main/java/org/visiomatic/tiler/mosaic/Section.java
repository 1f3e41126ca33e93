package org.visiomatic.tiler.mosaic;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.visiomatic.tiler.pyramid.Header;
import org.visiomatic.tiler.pyramid.PixelRange;

/// A rectangle of pixels as `DATASEC` and `DETSEC` write it: `[x1:x2,y1:y2]`, from 1, both ends
/// included, backwards on flipped axes.
///
/// @param x columns
/// @param y rows
record Section(PixelRange x, PixelRange y) {

  private static final Pattern FORM =
      Pattern.compile(
          "\\[\\s*(\\d{1,9})\\s*:\\s*(\\d{1,9})\\s*,\\s*(\\d{1,9})\\s*:\\s*(\\d{1,9})\\s*]");

  /// Reads a keyword. Empty when it is not there, has another form, or says `[0:0,0:0]`, which is
  /// how some cameras write "none".
  static Optional<Section> of(Header header, String keyword) {
    Matcher form = FORM.matcher(header.text(keyword).orElse("").strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    Section section = new Section(range(form, 1), range(form, 3));
    return section.isNone() ? Optional.empty() : Optional.of(section);
  }

  private static PixelRange range(Matcher form, int group) {
    return new PixelRange(
        Integer.parseInt(form.group(group)), Integer.parseInt(form.group(group + 1)));
  }

  /// All of an image.
  static Section whole(int width, int height) {
    return new Section(new PixelRange(1, width), new PixelRange(1, height));
  }

  private boolean isNone() {
    return x.first() == 0 && x.last() == 0 && y.first() == 0 && y.last() == 0;
  }

  boolean isInside(int width, int height) {
    return low(x) >= 1 && high(x) <= width && low(y) >= 1 && high(y) <= height;
  }

  boolean hasSizeOf(Section other) {
    return x.length() == other.x.length() && y.length() == other.y.length();
  }

  static int low(PixelRange range) {
    return Math.min(range.first(), range.last());
  }

  static int high(PixelRange range) {
    return Math.max(range.first(), range.last());
  }

  @Override
  public String toString() {
    return "[%d:%d,%d:%d]".formatted(x.first(), x.last(), y.first(), y.last());
  }
}
