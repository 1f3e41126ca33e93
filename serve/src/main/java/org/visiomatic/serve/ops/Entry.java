package org.visiomatic.serve.ops;

/// Something that happened in a server, as its [Journal] keeps it.
public sealed interface Entry {

  /// When it was over, in milliseconds since 1970.
  long millis();

  /// A request was answered, or its visitor has left.
  ///
  /// @param status of the answer; 499 when the visitor left before it
  /// @param bytes of the answer
  /// @param nanos how long it took
  record Served(long millis, Request request, int status, long bytes, long nanos)
      implements Entry {}

  /// Something that an operator would want to know.
  ///
  /// @param level `error`, `warning` or `info`
  /// @param message a finished sentence
  record Event(long millis, String level, String message) implements Entry {

    /// Characters of a message that are kept.
    private static final int LONGEST = 2000;

    public Event {
      message = message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…";
    }
  }
}
