package org.visiomatic.serve.library;

import java.io.IOException;

/// A pyramid would be larger than a request may cause to be built. The message is a finished
/// sentence without paths.
final class OversizedPyramidException extends IOException {

  private static final long serialVersionUID = 1L;

  OversizedPyramidException(String image, long pixels, long limit) {
    super(
        "The image %s has %d pixels in all channels and resolutions, but this server prepares none of more than %d; have it prepared with 'visiomatic tile', or raise max_build_pixels."
            .formatted(image, pixels, limit));
  }
}
