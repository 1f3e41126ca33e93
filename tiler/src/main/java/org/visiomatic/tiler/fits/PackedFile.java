package org.visiomatic.tiler.fits;

import com.github.luben.zstd.Zstd;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.tukaani.xz.SeekableFileInputStream;
import org.tukaani.xz.SeekableXZInputStream;
import org.visiomatic.tiler.source.SourceFile;

/// A file that is compressed as a whole, looked at without unpacking it.
///
/// @param file the packed file
/// @param unpackedBytes its size when unpacked; a guess when `guessed`
/// @param guessed whether the file does not say its size
public record PackedFile(Path file, long unpackedBytes, boolean guessed) {

  /// What images shrink to a quarter of is common among programs that do not note the size.
  private static final int USUAL_FACTOR = 4;

  /// Enough for the headers that a file begins with.
  private static final int HEAD = 1 << 18;

  private static final int START = 64;
  private static final long GZIP_WRAP = 1L << 32;

  /// Looks at a file.
  ///
  /// @return absent when it is not a packed one
  public static Optional<PackedFile> of(Path file) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(START);
    }
    Optional<WholeFileCompression> compression = WholeFileCompression.of(start);
    if (compression.isEmpty()) {
      return Optional.empty();
    }
    long packed = Files.size(file);
    long said =
        switch (compression.get()) {
          case GZIP -> gzipSize(file, packed);
          case XZ -> xzSize(file);
          case ZSTD -> Zstd.getFrameContentSize(start);
          case BZIP2, COMPRESS -> 0;
        };
    return Optional.of(
        said > 0
            ? new PackedFile(file, said, false)
            : new PackedFile(file, packed * USUAL_FACTOR, true));
  }

  /// Leaves the stream at its start.
  private WholeFileCompression compression(InputStream packed) throws IOException {
    packed.mark(START);
    byte[] start = packed.readNBytes(START);
    packed.reset();
    return WholeFileCompression.of(start)
        .orElseThrow(() -> new IOException(file + " was replaced while it was looked at."));
  }

  /// The last four bytes are the size modulo 2³².
  private static long gzipSize(Path file, long packed) throws IOException {
    if (packed < START) {
      return 0;
    }
    byte[] last = new byte[Integer.BYTES];
    try (RandomAccessFile handle = new RandomAccessFile(file.toFile(), "r")) {
      handle.seek(packed - last.length);
      handle.readFully(last);
    }
    long size =
        Integer.toUnsignedLong(ByteBuffer.wrap(last).order(ByteOrder.LITTLE_ENDIAN).getInt());
    // Images always shrink a little.
    while (size < packed) {
      size += GZIP_WRAP;
    }
    return size;
  }

  /// Reads the index at the end; 0 where there is none that can be read.
  private static long xzSize(Path file) throws IOException {
    try (SeekableXZInputStream in =
        new SeekableXZInputStream(new SeekableFileInputStream(file.toFile()))) {
      return in.length();
    } catch (org.tukaani.xz.XZIOException e) {
      // Damaged or cut short, which unpacking will say.
      return 0;
    }
  }

  /// Writes the unpacked beginning and, where the rest would be, a hole as long as that; the hole
  /// takes no room. Headers at the beginning can be read from it as from the whole file.
  ///
  /// @return whether they are all the headers that the file has
  /// @throws IOException also when the packed data are damaged
  public boolean writeHead(Path target) throws IOException {
    byte[] head = new byte[HEAD];
    int length;
    try (InputStream packed = new BufferedInputStream(Files.newInputStream(file));
        InputStream in = compression(packed).unpack(packed)) {
      length = in.readNBytes(head, 0, HEAD);
    }
    try (RandomAccessFile handle = new RandomAccessFile(target.toFile(), "rw")) {
      handle.write(head, 0, length);
      handle.setLength(Math.max(length, guessed ? 16 * unpackedBytes : unpackedBytes));
    }
    if (length < HEAD) {
      return true;
    }
    // Whoever guesses knows at least that packing makes nothing larger.
    long least = guessed ? Files.size(file) : unpackedBytes - HeaderReader.BLOCK;
    return describedBytes(target) >= least;
  }

  /// How many bytes the headers account for that are in a head as [#writeHead] makes it.
  ///
  /// @throws org.visiomatic.tiler.source.UnreadableSourceException when it does not begin with one
  public long describedBytes(Path head) throws IOException {
    try (SourceFile source = SourceFile.map(String.valueOf(file.getFileName()), head, false)) {
      Hdu last = HduScan.of(source).hdus().getLast();
      return last.dataStart() + last.dataBytes();
    }
  }
}
