package org.visiomatic.tiler.fits;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// Unpacks files that are compressed as a whole into the scratch folder, a piece at a time.
final class UnpackedFile {

  private static final int LONGEST_MAGIC = 6;
  private static final int PIECE = 1 << 18;
  private static final byte[] FITS = "SIMPLE".getBytes(StandardCharsets.US_ASCII);

  private UnpackedFile() {}

  /// Unpacks a file, if it is a packed one.
  ///
  /// @return the unpacked file, which is the caller's to remove
  /// @throws UnreadableSourceException when the packed data are damaged, or are not a FITS file
  static Optional<Path> of(String name, Path file, Path scratch) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(LONGEST_MAGIC);
    }
    Optional<WholeFileCompression> compression = WholeFileCompression.of(start);
    return compression.isPresent()
        ? Optional.of(unpack(name, file, scratch, compression.get()))
        : Optional.empty();
  }

  private static Path unpack(String name, Path file, Path scratch, WholeFileCompression compression)
      throws IOException {
    Files.createDirectories(scratch);
    Path unpacked = Files.createTempFile(scratch, "unpacked-", ".fits");
    try (OutputStream out = Files.newOutputStream(unpacked)) {
      copy(name, file, compression, out);
      return unpacked;
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(unpacked);
      throw e;
    }
  }

  private static void copy(
      String name, Path file, WholeFileCompression compression, OutputStream out)
      throws IOException {
    long total = 0;
    byte[] piece = new byte[PIECE];
    try (InputStream packed = new BufferedInputStream(Files.newInputStream(file), PIECE);
        InputStream in = open(name, compression, packed)) {
      while (true) {
        int length = read(name, compression, in, piece, total);
        if (total == 0) {
          requireFits(name, compression, piece, length);
        }
        if (length == 0) {
          return;
        }
        write(name, out, piece, length);
        total += length;
        if (Thread.currentThread().isInterrupted()) {
          throw stopped(name);
        }
      }
    }
  }

  private static InputStream open(String name, WholeFileCompression compression, InputStream packed)
      throws IOException {
    try {
      return compression.unpack(packed);
    } catch (IOException | RuntimeException e) {
      throw damaged(name, compression, 0, e);
    }
  }

  private static int read(
      String name, WholeFileCompression compression, InputStream in, byte[] piece, long total)
      throws IOException {
    try {
      return in.readNBytes(piece, 0, piece.length);
    } catch (ClosedByInterruptException e) {
      throw stopped(name);
    } catch (IOException | RuntimeException e) {
      throw damaged(name, compression, total, e);
    }
  }

  private static void write(String name, OutputStream out, byte[] piece, int length)
      throws IOException {
    try {
      out.write(piece, 0, length);
    } catch (ClosedByInterruptException e) {
      throw stopped(name);
    } catch (IOException e) {
      throw new IOException(
          "%s cannot be unpacked into the scratch folder: %s.".formatted(name, e.getMessage()), e);
    }
  }

  private static InterruptedIOException stopped(String name) {
    return new InterruptedIOException("Unpacking " + name + " was stopped.");
  }

  private static UnreadableSourceException damaged(
      String name, WholeFileCompression compression, long total, Exception cause) {
    return new UnreadableSourceException(
        "%s cannot be unpacked: its %s data break off, are damaged or have something after them, somewhere after %,d unpacked bytes (%s)."
            .formatted(name, compression, total, cause.getMessage()),
        cause);
  }

  /// Looks before anything is written: a packed file of something else may be huge.
  private static void requireFits(
      String name, WholeFileCompression compression, byte[] piece, int length)
      throws UnreadableSourceException {
    for (int i = 0; i < FITS.length; i++) {
      if (i >= length || piece[i] != FITS[i]) {
        throw new UnreadableSourceException(
            "%s is not a FITS file: what %s unpacks from it does not begin with the word SIMPLE. Files of other kinds, pictures too, must be unpacked first."
                .formatted(name, compression));
      }
    }
  }
}
