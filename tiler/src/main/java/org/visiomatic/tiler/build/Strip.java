package org.visiomatic.tiler.build;

import org.jspecify.annotations.Nullable;

/// A rectangle of one level of one channel, as high as a strip and as wide as a band; cut at the
/// borders of the image. May be empty, when the level below has an odd last row or column: those
/// have no partner and end there.
///
/// @param pass that it belongs to
/// @param level of the pyramid
/// @param channel image plane
/// @param band number of the band, from the left
/// @param number of the strip, from the top
record Strip(Pass pass, int level, int channel, int band, int number) {

  /// First column.
  int x() {
    return Math.toIntExact(band * bandWidth());
  }

  /// First row.
  int y() {
    return number * pass.stripHeight();
  }

  /// Columns.
  int width() {
    return (int) Math.clamp(pass.geometry().width(level) - band * bandWidth(), 0, bandWidth());
  }

  /// Rows.
  int height() {
    return Math.clamp(pass.geometry().height(level) - (long) y(), 0, pass.stripHeight());
  }

  boolean isEmpty() {
    return width() == 0 || height() == 0;
  }

  /// The strip of the next level that this one is half of.
  Strip parent() {
    return new Strip(pass, level + 1, channel, band, number / 2);
  }

  /// Row of the parent that this strip begins at.
  int rowInParent() {
    return number % 2 * (pass.stripHeight() / 2);
  }

  /// Rows of the parent that this strip gives; 0 when it is a single row without a partner.
  int rowsInParent() {
    return Math.clamp(parent().height() - (long) rowInParent(), 0, pass.stripHeight() / 2);
  }

  /// How many strips of the level below give rows to this one.
  int children() {
    return height() > pass.stripHeight() / 2 ? 2 : 1;
  }

  private long bandWidth() {
    return pass.bandWidth() >> (level - pass.first());
  }

  /// Not the generated one, nor is [#equals]: the first use of those would hold up all workers
  /// while the virtual machine puts them together.
  @Override
  public int hashCode() {
    return ((level * 31 + channel) * 31 + band) * 31 + number;
  }

  /// Strips of different passes are never compared.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Strip strip
        && strip.level == level
        && strip.channel == channel
        && strip.band == band
        && strip.number == number;
  }
}
