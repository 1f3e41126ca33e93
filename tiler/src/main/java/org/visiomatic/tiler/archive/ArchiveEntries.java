package org.visiomatic.tiler.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/// The entries of an archive, one after the other. Nothing that they say is to be believed.
interface ArchiveEntries extends Closeable {

  /// Something in an archive.
  ///
  /// @param name as it stands there
  /// @param kind what it is
  /// @param bytes that it claims to have
  record Entry(String name, Kind kind, long bytes) {}

  /// What an entry is.
  enum Kind {
    FILE,
    FOLDER,
    /// A link, a device, a file with holes, an encrypted file: nothing that a pyramid has.
    SPECIAL
  }

  /// Opens an archive.
  static ArchiveEntries open(Path file) throws IOException {
    Optional<ArchiveFormat> format = ArchiveFormat.of(file);
    if (format.isEmpty()) {
      throw new BadArchiveException(
          "%s is neither a zip archive nor a tar archive compressed with Zstandard; 'visiomatic export' writes such."
              .formatted(file));
    }
    return switch (format.get()) {
      case ZIP -> new ZipEntries(file);
      case TAR_ZST -> new TarEntries(file);
    };
  }

  /// Goes to the next entry; nothing when the archive has come to its end as it should.
  ///
  /// @throws IOException when the archive is damaged
  Optional<Entry> next() throws IOException;

  /// What the entry holds; it may be more or less than the entry claims.
  InputStream content() throws IOException;

  /// Makes sure, after the content was read, that it is what was put into the archive.
  ///
  /// @param crc32 of the content
  void check(long crc32) throws IOException;
}
