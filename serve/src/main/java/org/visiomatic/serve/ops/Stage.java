package org.visiomatic.serve.ops;

import java.util.Locale;

/// A part of the way of a request.
public enum Stage {
  /// From the request to the open pyramid, a build included when there was none.
  OPEN,
  /// Waiting in line for a place to render at.
  QUEUE,
  /// Reading values of pixels into a document.
  READ,
  /// Reading pixels from the mapped pyramid and turning them into grey levels or colours.
  RENDER,
  /// Making JPEG, PNG or WebP of them.
  ENCODE,
  /// Handing the answer to the network.
  SEND;

  private final String label = name().toLowerCase(Locale.ROOT);

  /// As metrics and the header `Server-Timing` name it.
  public String label() {
    return label;
  }
}
