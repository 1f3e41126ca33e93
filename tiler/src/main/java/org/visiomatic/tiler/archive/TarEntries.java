package org.visiomatic.tiler.archive;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;

/// A tar archive compressed with Zstandard.
final class TarEntries implements ArchiveEntries {

  /// What stands between two files: a header, and more of it where a size does not fit. The library
  /// keeps all of that in memory, however much an archive has.
  private static final int MOST_BETWEEN = 1 << 16;

  private final Rationed bytes;
  private final TarArchiveInputStream tar;

  TarEntries(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file));
    try {
      bytes = new Rationed(new ZstdCompressorInputStream(in));
      tar = new TarArchiveInputStream(bytes, "UTF-8");
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  @Override
  public Optional<Entry> next() throws IOException {
    bytes.ration = MOST_BETWEEN;
    TarArchiveEntry entry = tar.getNextEntry();
    if (entry == null) {
      // The frame ends with a checksum, which is looked at when the end is read.
      bytes.transferTo(java.io.OutputStream.nullOutputStream());
      return Optional.empty();
    }
    bytes.ration = Math.addExact(entry.getSize(), MOST_BETWEEN);
    return Optional.of(new Entry(entry.getName(), kind(entry), entry.getSize()));
  }

  private static Kind kind(TarArchiveEntry entry) {
    if (entry.isSparse()) {
      return Kind.SPECIAL;
    }
    return switch (entry.getLinkFlag()) {
      case TarConstants.LF_NORMAL, TarConstants.LF_OLDNORM ->
          entry.getName().endsWith("/") ? Kind.FOLDER : Kind.FILE;
      case TarConstants.LF_DIR -> Kind.FOLDER;
      default -> Kind.SPECIAL;
    };
  }

  @Override
  public InputStream content() {
    return tar;
  }

  @Override
  public void check(long crc32) {
    // Zstandard has checksums of its own.
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }

  /// A stream that gives no more bytes than it is told to.
  private static final class Rationed extends FilterInputStream {

    private long ration = MOST_BETWEEN;

    private Rationed(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length > 0 && ration == 0 && super.read() >= 0) {
        throw new IOException("a header goes on without end");
      }
      int count = super.read(target, offset, (int) Math.min(length, Math.max(1, ration)));
      ration -= Math.max(0, count);
      return count;
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = super.skip(Math.min(count, ration));
      ration -= skipped;
      return skipped;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
