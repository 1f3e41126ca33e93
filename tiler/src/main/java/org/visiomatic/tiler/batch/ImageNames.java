package org.visiomatic.tiler.batch;

import java.util.Locale;
import java.util.regex.Pattern;

/// Which files of a folder are taken for images: by their names, so that nothing is opened that may
/// be a catalogue, or half of a copy.
final class ImageNames {

  private static final Pattern IMAGE =
      Pattern.compile("(.*\\.(fits|fit|fts|fz)(\\.(gz|bz2|xz|zst|z))?|.*\\.(tif|tiff|png))");
  private static final Pattern UNFINISHED = Pattern.compile(".*(\\.tmp|\\.part|~)");

  private ImageNames() {}

  /// Whether a file of that name looks like an image.
  static boolean isImage(String name) {
    return !isHidden(name) && IMAGE.matcher(name.toLowerCase(Locale.ROOT)).matches();
  }

  /// Whether listings leave it out: hidden, or the temporary name of something being written.
  static boolean isHidden(String name) {
    return name.startsWith(".") || UNFINISHED.matcher(name.toLowerCase(Locale.ROOT)).matches();
  }
}
