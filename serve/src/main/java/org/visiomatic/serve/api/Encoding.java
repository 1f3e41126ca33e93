package org.visiomatic.serve.api;

import org.visiomatic.tiler.encode.PictureFormat;

/// How a picture becomes a file.
///
/// @param format kind of file
/// @param quality 0 to 100, for kinds that lose something
public record Encoding(PictureFormat format, int quality) {

  /// A JPEG file.
  public static Encoding jpeg(int quality) {
    return new Encoding(PictureFormat.JPEG, quality);
  }
}
