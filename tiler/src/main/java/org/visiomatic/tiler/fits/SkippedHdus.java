package org.visiomatic.tiler.fits;

import java.util.ArrayList;
import java.util.List;
import org.visiomatic.tiler.fits.Hdu.Kind;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// Tells which HDUs hold no image.
final class SkippedHdus {

  private SkippedHdus() {}

  /// A sentence about what is left out of a file, or none. Empty primaries are how files with
  /// extensions begin, and are not worth a word.
  static List<String> notes(List<Hdu> hdus) throws UnreadableSourceException {
    List<Hdu> skipped = new ArrayList<>();
    for (Hdu hdu : hdus) {
      Kind kind = hdu.kind();
      boolean usual = kind == Kind.EMPTY && hdu.number() == 0;
      if (kind != Kind.IMAGE && kind != Kind.COMPRESSED_IMAGE && !usual) {
        skipped.add(hdu);
      }
    }
    return skipped.isEmpty()
        ? List.of()
        : List.of("Left out because they hold no image: " + list(skipped) + ".");
  }

  /// The HDUs with their kinds, such as `HDU 0 (empty), HDU 1 "CAT" (table)`.
  static String list(List<Hdu> hdus) throws UnreadableSourceException {
    List<String> words = new ArrayList<>();
    for (Hdu hdu : hdus) {
      String name = hdu.name().isEmpty() ? "" : " \"" + hdu.name() + "\"";
      words.add("HDU %d%s (%s)".formatted(hdu.number(), name, hdu.kind()));
    }
    return String.join(", ", words);
  }
}
