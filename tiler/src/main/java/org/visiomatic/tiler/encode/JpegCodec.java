package org.visiomatic.tiler.encode;

import java.lang.System.Logger.Level;
import org.visiomatic.tiler.render.Raster;

/// Something that makes JPEG files. Arguments have been checked.
sealed interface JpegCodec permits TurboJpegCodec, PlainJpegCodec {

  byte[] encode(Raster raster, int quality);

  /// The fastest codec that this platform has, chosen when first asked for.
  static JpegCodec best() {
    return Best.CODEC;
  }

  /// Holds the choice.
  final class Best {

    private static final JpegCodec CODEC = choose();

    private Best() {}

    private static JpegCodec choose() {
      try {
        return new TurboJpegCodec(TurboJpeg.load());
      } catch (MissingCodecException e) {
        System.getLogger(JpegEncoder.class.getName())
            .log(
                Level.WARNING,
                "JPEG files are made by the slow encoder of the JDK: {0}",
                e.getMessage());
        return new PlainJpegCodec();
      }
    }
  }
}
