package org.visiomatic.tiler.encode;

import org.visiomatic.tiler.render.Raster;

/// Makes baseline JPEG files: one component for grey, 4:4:4 for colour. Safe for use by many
/// threads.
///
/// Uses libjpeg-turbo where the platform has it, else the ten times slower encoder of the JDK,
/// which makes files of the same form; which one is decided once per process.
public final class JpegEncoder {

  /// The longest side of a JPEG file, in pixels.
  public static final int MAXIMUM_SIZE = 65_500;

  private final JpegCodec codec;

  /// An encoder with the best codec of this platform.
  public JpegEncoder() {
    this(JpegCodec.best());
  }

  JpegEncoder(JpegCodec codec) {
    this.codec = codec;
  }

  /// Encodes a picture.
  ///
  /// @param quality 0 to 100
  /// @return a whole JPEG file
  public byte[] encode(Raster raster, int quality) {
    if (quality < 0 || quality > 100) {
      throw new IllegalArgumentException(
          "A JPEG quality of %d was asked for, but it must be between 0 and 100."
              .formatted(quality));
    }
    if (raster.width() > MAXIMUM_SIZE || raster.height() > MAXIMUM_SIZE) {
      throw new IllegalArgumentException(
          "A JPEG of %d×%d pixels (width×height) was asked for, but no side may exceed %d."
              .formatted(raster.width(), raster.height(), MAXIMUM_SIZE));
    }
    return codec.encode(raster, quality);
  }
}
