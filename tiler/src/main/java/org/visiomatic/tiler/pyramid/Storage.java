package org.visiomatic.tiler.pyramid;

/// How the tiles of a pyramid are kept on disk; the pixels are the same in any case.
///
/// @param compression of every tile
/// @param checksums whether each tile carries its CRC-32C, which any reader of the format checks
public record Storage(Compression compression, boolean checksums) {

  /// How tiles are compressed.
  public enum Compression {
    /// Not at all: tiles are read in place.
    NONE,
    /// Zstandard (RFC 8878), without loss.
    ZSTD
  }

  /// As they are: the fastest to write and to read.
  public static final Storage PLAIN = new Storage(Compression.NONE, false);

  /// Whether tiles are kept as they are.
  boolean isPlain() {
    return compression == Compression.NONE && !checksums;
  }
}
