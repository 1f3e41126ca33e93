package org.visiomatic.tiler.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.DoubleConsumer;
import org.visiomatic.tiler.pyramid.PyramidListing;

/// Writes a pyramid into an archive: the group document first, then level by level. Who calls keeps
/// the pyramid from being removed meanwhile.
///
/// @param pyramid its folder
/// @param format of the archive
/// @param progress told what part has been written, from 0 to 1
public record PyramidExport(Path pyramid, ArchiveFormat format, DoubleConsumer progress) {

  /// What was put into an archive.
  ///
  /// @param files how many
  /// @param bytes of the files together
  public record Contents(int files, long bytes) {}

  /// Writes a file: beside its place at first, so that nobody takes half an archive for a whole
  /// one; an older file is replaced.
  public Contents writeTo(Path file) throws IOException, InterruptedException {
    Path name = file.getFileName();
    Path partial = file.resolveSibling("." + name + "." + UUID.randomUUID() + ".part");
    try {
      Contents contents;
      try (OutputStream out =
          Files.newOutputStream(partial, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
        contents = writeTo(out);
      }
      try (FileChannel written = FileChannel.open(partial, StandardOpenOption.WRITE)) {
        written.force(true);
      }
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
      return contents;
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /// Writes to a stream, which is closed.
  public Contents writeTo(OutputStream out) throws IOException, InterruptedException {
    try (ArchiveWriter archive = ArchiveWriter.to(out, format)) {
      return write(archive);
    } catch (ClosedByInterruptException e) {
      Thread.interrupted();
      InterruptedException interruption = new InterruptedException("The export was interrupted.");
      interruption.initCause(e);
      throw interruption;
    }
  }

  private Contents write(ArchiveWriter archive) throws IOException, InterruptedException {
    Path document = pyramid.resolve(PyramidListing.DOCUMENT);
    byte[] seen = Files.readAllBytes(document);
    List<String> names = PyramidListing.of(seen, document).names();
    long bytes = 0;
    for (String name : names) {
      bytes += Files.size(pyramid.resolve(name));
    }
    Written written = new Written(bytes);
    for (String name : names) {
      archive.add(name, pyramid.resolve(name), written::add);
    }
    if (!Arrays.equals(seen, Files.readAllBytes(document))) {
      throw new IOException(
          "The pyramid %s was replaced while it was exported. Export it again when whatever writes it has come to rest."
              .formatted(pyramid));
    }
    archive.finish();
    return new Contents(names.size(), bytes);
  }

  private final class Written {

    private final long all;
    private long done;

    private Written(long all) {
      this.all = all;
    }

    private void add(long bytes) {
      done += bytes;
      progress.accept((double) done / all);
    }
  }
}
