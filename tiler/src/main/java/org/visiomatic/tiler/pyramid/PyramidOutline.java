package org.visiomatic.tiler.pyramid;

import java.nio.file.Path;
import java.time.Instant;

/// The few facts about a pyramid that lists of many show.
///
/// @param geometry sizes and tile shape
/// @param type type of the stored numbers of level 0
/// @param storage how the tiles are kept
/// @param source the file that it was made from, as it was then
/// @param made when it was built, to the millisecond
public record PyramidOutline(
    PyramidGeometry geometry,
    SampleFormat.Type type,
    Storage storage,
    SourceStamp source,
    Instant made) {

  /// Whether the source is still the file that the pyramid was made from.
  ///
  /// @throws java.nio.file.NoSuchFileException when the source is gone
  /// @throws java.io.IOException when it cannot be looked at
  public boolean isCurrent() throws java.io.IOException {
    return SourceStamp.of(Path.of(source.path())).equals(source);
  }
}
