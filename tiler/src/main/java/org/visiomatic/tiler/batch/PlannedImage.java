package org.visiomatic.tiler.batch;

import java.nio.file.Path;
import java.util.Optional;

/// What is to be done about one input.
public sealed interface PlannedImage {

  /// Nothing: it is current, or cannot be an input.
  record Settled(ImageReport report) implements PlannedImage {}

  /// Its pyramid is to be made.
  ///
  /// @param input the file
  /// @param sourceBytes its size
  /// @param place where the pyramid will stand
  /// @param replacedBytes what a pyramid takes that stands there now; 0 when there is none
  /// @param damaged whether that pyramid is current but damaged
  /// @param estimate absent when the file was not looked into, or could not be read
  /// @param trouble why it could not be read; it is tried again, since it may be being written
  record ToBuild(
      BatchInput.Image input,
      long sourceBytes,
      Path place,
      long replacedBytes,
      boolean damaged,
      Optional<Estimate> estimate,
      Optional<Trouble> trouble)
      implements PlannedImage {}
}
