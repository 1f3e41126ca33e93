package org.visiomatic.serve.ops;

import java.util.Locale;

/// Why a request was turned away although nothing was wrong with it.
public enum Refusal {
  /// The line before the places to render at is full.
  RENDER_QUEUE,
  /// Too many builds are waiting already.
  BUILD_QUEUE,
  /// The pyramid would have more pixels than a request may cause to be built.
  BUILD_SIZE,
  /// More images were in use at once than may be open.
  OPEN_IMAGES,
  /// The visitor had left before the picture was begun.
  ABANDONED,
  /// The server is being stopped.
  STOPPING;

  /// As metrics name it.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
