package org.visiomatic.tiler.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;

/// Puts files into an archive, one after the other. Equal files give equal bytes: neither times nor
/// owners are kept.
abstract sealed class ArchiveWriter implements Closeable {

  private static final int BUFFER_BYTES = 1 << 17;

  /// Told after each piece that was read.
  @FunctionalInterface
  interface Meter {
    void read(long bytes);
  }

  /// Begins an archive.
  ///
  /// @param out where it goes; closed with the archive
  static ArchiveWriter to(OutputStream out, ArchiveFormat format) throws IOException {
    return switch (format) {
      case ZIP -> new Zip(out);
      case TAR_ZST -> new TarZst(out);
    };
  }

  /// Adds a file.
  ///
  /// @param name with slashes
  abstract void add(String name, Path file, Meter meter) throws IOException, InterruptedException;

  /// Ends the archive; one that is only closed is cut short.
  abstract void finish() throws IOException;

  private static void copy(Path file, OutputStream out, Meter meter)
      throws IOException, InterruptedException {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (Thread.interrupted()) {
          throw new InterruptedException("The export was interrupted.");
        }
        out.write(buffer, 0, count);
        meter.read(count);
      }
    }
  }

  private static final class Zip extends ArchiveWriter {

    /// A time in whose neighbourhood no zone has one that the format does not know.
    private static final LocalDateTime TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    private final ZipArchiveOutputStream zip;

    private Zip(OutputStream out) {
      zip = new ZipArchiveOutputStream(out);
    }

    @Override
    void add(String name, Path file, Meter meter) throws IOException, InterruptedException {
      ZipArchiveEntry entry = new ZipArchiveEntry(name);
      entry.setMethod(ZipArchiveEntry.STORED);
      // Stored in the time of the zone, so that it is the same everywhere.
      entry.setTime(TIME.atZone(ZoneId.systemDefault()).toInstant().toEpochMilli());
      entry.setUnixMode(0100644);
      entry.setSize(Files.size(file));
      // Goes before the bytes, as what is written to may be a pipe.
      CRC32 check = new CRC32();
      copy(file, new Checking(check), bytes -> {});
      entry.setCrc(check.getValue());
      zip.putArchiveEntry(entry);
      copy(file, zip, meter);
      zip.closeArchiveEntry();
    }

    @Override
    void finish() throws IOException {
      zip.finish();
      zip.flush();
    }

    @Override
    public void close() throws IOException {
      zip.close();
    }
  }

  private static final class TarZst extends ArchiveWriter {

    private static final int LEVEL = 3;

    private final TarArchiveOutputStream tar;

    private TarZst(OutputStream out) throws IOException {
      tar =
          new TarArchiveOutputStream(
              ZstdCompressorOutputStream.builder()
                  .setOutputStream(out)
                  .setLevel(LEVEL)
                  .setChecksum(true)
                  .get());
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    }

    @Override
    void add(String name, Path file, Meter meter) throws IOException, InterruptedException {
      TarArchiveEntry entry = new TarArchiveEntry(name);
      entry.setSize(Files.size(file));
      entry.setModTime(0);
      entry.setMode(0100644);
      entry.setIds(0, 0);
      entry.setNames("", "");
      tar.putArchiveEntry(entry);
      copy(file, tar, meter);
      tar.closeArchiveEntry();
    }

    @Override
    void finish() throws IOException {
      tar.finish();
      tar.flush();
    }

    @Override
    public void close() throws IOException {
      tar.close();
    }
  }

  /// Counts into a checksum and keeps nothing.
  private static final class Checking extends OutputStream {

    private final CRC32 check;

    private Checking(CRC32 check) {
      this.check = check;
    }

    @Override
    public void write(int value) {
      check.update(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      check.update(bytes, offset, length);
    }
  }
}
