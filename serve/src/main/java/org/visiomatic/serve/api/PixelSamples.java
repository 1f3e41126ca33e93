package org.visiomatic.serve.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.visiomatic.serve.library.ServedImage;
import org.visiomatic.tiler.render.PixelSample;

/// Samples of the channels of images, in bounded memory. A sample depends on the pyramid only, so
/// that it makes no difference which of them are kept. Safe for use by many threads.
final class PixelSamples {

  private final Cache<Key, PixelSample> samples;

  /// @param maxBytes how much memory they may take together
  PixelSamples(long maxBytes) {
    samples =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((Key key, PixelSample sample) -> sample.bytes())
            .build();
  }

  /// The sample of a channel, read when it is not in memory.
  ///
  /// @param channel from 0
  PixelSample of(ServedImage image, int channel) {
    return samples.get(
        new Key(image.identity(), channel), key -> PixelSample.of(image.pixels(), channel));
  }

  private record Key(String identity, int channel) {}
}
