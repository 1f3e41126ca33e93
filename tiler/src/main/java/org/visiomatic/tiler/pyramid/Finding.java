package org.visiomatic.tiler.pyramid;

import java.nio.file.Path;

/// Something about a pyramid that is not as it should be.
///
/// @param kind what it is about
/// @param file where it was found
/// @param sentence for the user: what, where, found, expected
public record Finding(Kind kind, Path file, String sentence) {

  /// What a finding is about.
  public enum Kind {
    /// A document is missing, cannot be read or is not the one that was written.
    DOCUMENT,
    /// A shard is missing, cannot be read or has another size than it was written with.
    SHARD,
    /// The index of a shard is not the one that was written.
    INDEX,
    /// A tile is not the one that was written.
    TILE,
    /// The tiles of a level are not those that were written, though none of them shows it.
    LEVEL,
    /// A file that does not belong to a pyramid.
    FOREIGN,
    /// A pixel is not the one that the source gives.
    PIXEL,
    /// The pyramid was written in a version of the format that we do not read.
    VERSION,
    /// The source is gone, has changed or cannot be read: there is nothing to compare with.
    SOURCE,
    /// The pyramid was removed or replaced, again and again, while it was looked at.
    GONE;

    /// Whether the pyramid is damaged.
    public boolean isDamage() {
      return switch (this) {
        case DOCUMENT, SHARD, INDEX, TILE, LEVEL, FOREIGN, PIXEL -> true;
        case VERSION, SOURCE, GONE -> false;
      };
    }
  }
}
