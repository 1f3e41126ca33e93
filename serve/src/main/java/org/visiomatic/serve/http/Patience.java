package org.visiomatic.serve.http;

import java.time.Duration;

/// How long visitors may keep a connection without doing their part.
///
/// @param stuck for the head of a request, a body, the last 128 KiB of an answer, or 64 KiB of what
///   comes before
/// @param idle between requests
/// @param check how often connections are looked at
record Patience(Duration stuck, Duration idle, Duration check) {

  /// Twenty seconds, two minutes, every five seconds.
  static final Patience USUAL =
      new Patience(Duration.ofSeconds(20), Duration.ofMinutes(2), Duration.ofSeconds(5));
}
