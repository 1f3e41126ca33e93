package org.visiomatic.tiler.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// How a pyramid becomes one file.
public enum ArchiveFormat {
  /// A zip archive, its files stored as they are. Readers of Zarr can open it in place.
  ZIP("zip", 0x504b0304),
  /// A tar archive, compressed with Zstandard.
  TAR_ZST("tar.zst", 0x28b52ffd);

  private final String extension;
  private final int magic;

  /// @param magic its first four bytes, big-endian
  ArchiveFormat(String extension, int magic) {
    this.extension = extension;
    this.magic = magic;
  }

  /// What names of such files end with, without the dot.
  public String extension() {
    return extension;
  }

  /// The format that the name of a file tells.
  public static Optional<ArchiveFormat> ofName(Path file) {
    return Arrays.stream(values())
        .filter(format -> file.toString().endsWith("." + format.extension))
        .findFirst();
  }

  /// The format of a file, told by its first bytes.
  static Optional<ArchiveFormat> of(Path file) throws IOException {
    byte[] first;
    try (InputStream in = Files.newInputStream(file)) {
      first = in.readNBytes(Integer.BYTES);
    }
    return first.length < Integer.BYTES ? Optional.empty() : of(ByteBuffer.wrap(first).getInt());
  }

  private static Optional<ArchiveFormat> of(int magic) {
    return Arrays.stream(values()).filter(format -> format.magic == magic).findFirst();
  }

  @Override
  public String toString() {
    return extension;
  }
}
