package org.visiomatic.serve.ops;

import java.util.Locale;

/// A part of the way of a request.
public enum Stage {
  /// Getting hold of the open pyramid, a build included when there was none.
  OPEN,
  /// Waiting in line for a render thread.
  QUEUE,
  /// Reading pixels from the mapped pyramid and turning them into grey levels or colours.
  RENDER,
  /// Making JPEG of them.
  ENCODE,
  /// Handing the answer to the network.
  SEND;

  /// As metrics name it.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
