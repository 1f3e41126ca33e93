package org.visiomatic.serve.api;

import java.nio.charset.StandardCharsets;
import org.visiomatic.serve.ImageDefaults;
import org.visiomatic.serve.library.ServedImage;

/// What the pictures of an image depend on beside the request: its pyramid, the settings that fill
/// in what a request leaves out, and the version of the software. `INFO` tells it and `VER` takes
/// it: an address with it stands for the same bytes for ever.
final class PictureVersion {

  private PictureVersion() {}

  /// Hexadecimal digits. The saturation has no part in it, as clients apply it themselves, nor has
  /// the shape of new tiles, which is a matter of the pyramid.
  static String of(ServedImage image, ImageDefaults defaults) {
    String description =
        "pictures;%s;%s;%s;%s;%s"
            .formatted(
                image.identity(),
                defaults.brightness(),
                defaults.contrast(),
                defaults.gamma(),
                defaults.quality());
    return Fingerprint.of(description.getBytes(StandardCharsets.UTF_8));
  }
}
