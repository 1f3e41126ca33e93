package org.visiomatic.tiler.pyramid;

/// How much a cache folder may hold.
///
/// @param images pyramids, at least 0
/// @param bytes that they may take together, at least 0
public record CacheLimits(long images, long bytes) {

  /// Anything.
  public static final CacheLimits NONE = new CacheLimits(Long.MAX_VALUE, Long.MAX_VALUE);

  public CacheLimits {
    if (images < 0 || bytes < 0) {
      throw new IllegalArgumentException(
          "A cache folder cannot be limited to %d pyramids of %d bytes; neither may be negative."
              .formatted(images, bytes));
    }
  }

  /// That many pyramids of any size.
  public static CacheLimits ofImages(long images) {
    return new CacheLimits(images, Long.MAX_VALUE);
  }

  /// Whether so much may stay.
  boolean allow(long images, long bytes) {
    return images <= this.images && bytes <= this.bytes;
  }
}
