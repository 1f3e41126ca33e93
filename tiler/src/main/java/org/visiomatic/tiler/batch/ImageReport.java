package org.visiomatic.tiler.batch;

import java.util.Optional;

/// What became of one input.
///
/// @param given what the user wrote, or what was found below a folder
/// @param source absolute path of the file; as given where there is none
/// @param sourceBytes its size; -1 where it could not be seen
/// @param status how it ended
/// @param trouble why it has no pyramid; absent when it has one
/// @param pyramid absent when it has none
/// @param seconds spent on it
public record ImageReport(
    String given,
    String source,
    long sourceBytes,
    Status status,
    Optional<Trouble> trouble,
    Optional<PyramidFacts> pyramid,
    double seconds) {

  /// Millions of pixels that were made into a pyramid in a second; 0 when none were.
  public double megapixelsPerSecond() {
    return status == Status.BUILT && seconds > 0
        ? pyramid.map(PyramidFacts::megapixels).orElse(0.0) / seconds
        : 0;
  }
}
