package org.visiomatic.serve.ops;

import java.util.Locale;

/// What a request was about, as operators tell requests apart.
public enum RequestKind {
  /// A tile of an image.
  TILE,
  /// A region of an image.
  REGION,
  /// The JSON model of an image.
  INFO,
  /// The text header of an image.
  HEADER,
  /// Values of pixels.
  VALUES,
  /// Values along a line.
  PROFILE,
  /// How far a build is.
  PROGRESS,
  /// Health, readiness, metrics.
  OPERATIONS,
  /// Everything else: pages, files, documents, and what never became a request for any of these.
  OTHER;

  /// As metrics name it.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
