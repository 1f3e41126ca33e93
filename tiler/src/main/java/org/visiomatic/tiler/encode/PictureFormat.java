package org.visiomatic.tiler.encode;

/// Files that pictures are sent as.
public enum PictureFormat {
  /// Baseline JPEG: lossy, smallest where noise is.
  JPEG("image/jpeg"),

  /// PNG: every pixel as it was drawn.
  PNG("image/png"),

  /// Lossy WebP.
  WEBP("image/webp");

  private final String mediaType;

  PictureFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /// As HTTP names it.
  public String mediaType() {
    return mediaType;
  }

  /// Whether the quality makes a difference.
  public boolean isLossy() {
    return this != PNG;
  }
}
