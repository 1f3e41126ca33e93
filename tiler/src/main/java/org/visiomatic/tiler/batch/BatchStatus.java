package org.visiomatic.tiler.batch;

import java.util.List;
import org.visiomatic.tiler.build.TilingProgress.Stage;

/// How far a batch is, at one moment.
///
/// @param done images that have ended
/// @param failed those of them that failed
/// @param total images of the batch
/// @param fraction how much of the work is done, 0 to 1
/// @param seconds since the builds began
/// @param secondsLeft how long it may still take; negative while that cannot be told
/// @param megapixelsPerSecond pixels of level 0 that were worked on, in millions a second; 0 while
///   not known
/// @param active images that are being worked on, the one begun first in front
public record BatchStatus(
    int done,
    int failed,
    int total,
    double fraction,
    double seconds,
    double secondsLeft,
    double megapixelsPerSecond,
    List<Active> active) {

  public BatchStatus {
    active = List.copyOf(active);
  }

  /// An image that is being worked on.
  ///
  /// @param given what the user wrote, or what was found
  /// @param stage what is being done about it
  /// @param fraction how much of it is done, 0 to 1
  public record Active(String given, Stage stage, double fraction) {}
}
