package org.visiomatic.tiler.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.zip.CRC32;
import org.visiomatic.tiler.archive.ArchiveEntries.Entry;
import org.visiomatic.tiler.archive.ArchiveEntries.Kind;
import org.visiomatic.tiler.pyramid.DamagedPyramidException;
import org.visiomatic.tiler.pyramid.PyramidListing;

/// A pyramid in an archive that somebody has sent. The group document at its front says which files
/// follow and how large they can be; anything else is refused as soon as it shows. So an archive
/// can cost neither more memory than that document nor more disk than its image takes.
final class ArchivedPyramid implements AutoCloseable {

  /// Far above what the headers of real images take.
  private static final int MOST_DOCUMENT_BYTES = 16 << 20;

  /// Far above what real images are divided into.
  private static final long MOST_FILES = 100_000;

  private static final int BUFFER_BYTES = 1 << 17;

  private final Path file;
  private final ArchiveEntries entries;
  private final byte[] document;
  private final PyramidListing listing;
  private final EntryNames names;

  private ArchivedPyramid(Path file, ArchiveEntries entries, byte[] document) throws IOException {
    this.file = file;
    this.entries = entries;
    this.document = document;
    listing = listing(file, document);
    names = new EntryNames(file, listing);
  }

  /// Opens an archive and reads the group document.
  ///
  /// @throws BadArchiveException when there is none at its front
  static ArchivedPyramid open(Path file) throws IOException {
    ArchiveEntries entries = of(file, () -> ArchiveEntries.open(file));
    try {
      return new ArchivedPyramid(file, entries, document(file, entries));
    } catch (IOException | RuntimeException e) {
      entries.close();
      throw e;
    }
  }

  private static byte[] document(Path file, ArchiveEntries entries) throws IOException {
    Optional<Entry> first = of(file, entries::next);
    if (first.isPresent()) {
      EntryNames.demandInside(file, first.get());
    }
    if (first.isEmpty() || !first.get().name().equals(PyramidListing.DOCUMENT)) {
      throw new BadArchiveException(
          "The archive %s does not begin with %s, so it is no pyramid; 'visiomatic export' writes such."
              .formatted(file, PyramidListing.DOCUMENT));
    }
    demandSize(file, first.get(), MOST_DOCUMENT_BYTES);
    byte[] bytes = of(file, () -> entries.content().readNBytes(MOST_DOCUMENT_BYTES + 1));
    if (bytes.length != first.get().bytes()) {
      throw wrongSize(file, first.get());
    }
    CRC32 check = new CRC32();
    check.update(bytes);
    return of(
        file,
        () -> {
          entries.check(check.getValue());
          return bytes;
        });
  }

  private static void demandSize(Path file, Entry entry, long most) throws BadArchiveException {
    if (entry.bytes() < 0 || entry.bytes() > most) {
      throw new BadArchiveException(
          "The file %s in the archive %s has %d bytes, but at most %d were expected; nothing of it is taken."
              .formatted(entry.name(), file, entry.bytes(), most));
    }
  }

  private static BadArchiveException wrongSize(Path file, Entry entry) {
    return new BadArchiveException(
        "The file %s in the archive %s has not the %d bytes that it should have; the archive is damaged or was cut short, so nothing of it is taken."
            .formatted(entry.name(), file, entry.bytes()));
  }

  private static PyramidListing listing(Path file, byte[] document) throws IOException {
    PyramidListing listing;
    try {
      listing = PyramidListing.of(document, file.resolve(PyramidListing.DOCUMENT));
    } catch (DamagedPyramidException e) {
      throw new BadArchiveException(
          "The archive %s holds no pyramid that can be read. %s".formatted(file, e.getMessage()),
          e);
    }
    if (listing.files() > MOST_FILES) {
      throw new BadArchiveException(
          "The archive %s claims a pyramid of %d files, but at most %d were expected; nothing of it is taken."
              .formatted(file, listing.files(), MOST_FILES));
    }
    return listing;
  }

  /// The files that are to come.
  PyramidListing listing() {
    return listing;
  }

  /// Reads the rest of the archive and puts its files into a folder.
  ///
  /// @param folder exists and is empty; nothing is written without one
  /// @param progress told what part of the archive, as far as that can be known, was read
  /// @return bytes of all files
  /// @throws BadArchiveException when it is not, entry by entry, the pyramid of its document
  long unpack(Optional<Path> folder, Room room, DoubleConsumer progress)
      throws IOException, InterruptedException {
    names.mostBytes(new Entry(PyramidListing.DOCUMENT, Kind.FILE, document.length));
    demandRoom(document.length, room);
    if (folder.isPresent()) {
      save(folder.get().resolve(PyramidListing.DOCUMENT), document);
    }
    long bytes = document.length;
    long count = 1;
    for (Optional<Entry> next = next(); next.isPresent(); next = next()) {
      Entry entry = next.get();
      long most = names.mostBytes(entry);
      if (entry.kind() == Kind.FOLDER) {
        continue;
      }
      demandSize(file, entry, most);
      bytes += entry.bytes();
      demandRoom(bytes, room);
      copy(entry, folder);
      count++;
      progress.accept(Math.min(1, (double) count / listing.files()));
    }
    names.demandAll();
    return bytes;
  }

  private void demandRoom(long bytes, Room room) throws BadArchiveException {
    if (bytes > room.bytes()) {
      throw new BadArchiveException(
          "The archive %s holds more than the %d bytes %s; nothing of it is taken."
              .formatted(file, room.bytes(), room.why()));
    }
  }

  private Optional<Entry> next() throws IOException {
    return of(file, entries::next);
  }

  private void copy(Entry entry, Optional<Path> folder) throws IOException, InterruptedException {
    if (folder.isEmpty()) {
      copy(entry, OutputStream.nullOutputStream());
      return;
    }
    Path target = folder.get().resolve(entry.name());
    Files.createDirectories(target.getParent());
    try (OutputStream out =
        Files.newOutputStream(target, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
      copy(entry, out);
    }
    force(target);
  }

  private void copy(Entry entry, OutputStream out) throws IOException, InterruptedException {
    InputStream content = of(file, entries::content);
    byte[] buffer = new byte[BUFFER_BYTES];
    CRC32 check = new CRC32();
    long left = entry.bytes();
    while (true) {
      if (Thread.interrupted()) {
        throw new InterruptedException("The import was interrupted.");
      }
      int count = of(file, () -> content.read(buffer));
      if (count < 0 && left == 0) {
        break;
      }
      if (count < 0 || count > left) {
        throw wrongSize(file, entry);
      }
      out.write(buffer, 0, count);
      check.update(buffer, 0, count);
      left -= count;
    }
    of(
        file,
        () -> {
          entries.check(check.getValue());
          return true;
        });
  }

  private static void save(Path target, byte[] bytes) throws IOException {
    Files.write(target, bytes, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    force(target);
  }

  private static void force(Path target) throws IOException {
    try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /// Reads from an archive; whatever the library makes of a damaged one becomes a sentence.
  private static <T> T of(Path file, Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (BadArchiveException | java.nio.channels.ClosedByInterruptException e) {
      throw e;
    } catch (java.nio.file.FileSystemException e) {
      throw new IOException(
          "The archive %s cannot be read (%s); name one that is there and may be read."
              .formatted(file, e.getClass().getSimpleName()),
          e);
    } catch (IOException | RuntimeException e) {
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new BadArchiveException(
          "The archive %s is damaged or was cut short (%s); nothing of it is taken."
              .formatted(file, reason.lines().findFirst().orElse("")),
          e);
    }
  }

  @FunctionalInterface
  private interface Reading<T> {
    T read() throws IOException;
  }

  @Override
  public void close() throws IOException {
    entries.close();
  }
}
