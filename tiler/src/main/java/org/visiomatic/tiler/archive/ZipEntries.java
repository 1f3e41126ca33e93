package org.visiomatic.tiler.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.visiomatic.tiler.pyramid.PyramidListing;

/// A zip archive, as its directory says it is. The group document comes first, wherever it stands.
final class ZipEntries implements ArchiveEntries {

  /// The library keeps the whole directory in memory; this is that of 100,000 files.
  private static final long MOST_DIRECTORY_BYTES = 8 << 20;

  private static final int END_BYTES = 22;
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END64_LOCATOR_BYTES = 20;
  private static final int END64_LOCATOR_SIGNATURE = 0x07064b50;
  private static final int MOST_COMMENT_BYTES = 0xffff;

  private static final int FILE_TYPE = 0170000;
  private static final int REGULAR_FILE = 0100000;
  private static final int FOLDER = 0040000;

  private final ZipFile zip;
  private final Deque<ZipArchiveEntry> rest;
  private @Nullable ZipArchiveEntry current;

  ZipEntries(Path file) throws IOException {
    demandSmallDirectory(file);
    zip = ZipFile.builder().setPath(file).get();
    rest = new ArrayDeque<>(Collections.list(zip.getEntriesInPhysicalOrder()));
    rest.stream()
        .filter(entry -> entry.getName().equals(PyramidListing.DOCUMENT))
        .findFirst()
        .filter(rest::remove)
        .ifPresent(rest::addFirst);
  }

  /// Looks where the directory begins before the library reads all of it.
  private static void demandSmallDirectory(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      int tail = (int) Math.min(size, END64_LOCATOR_BYTES + END_BYTES + MOST_COMMENT_BYTES);
      ByteBuffer bytes = read(channel, size - tail, tail);
      int end = tail - END_BYTES;
      while (end >= 0 && bytes.getInt(end) != END_SIGNATURE) {
        end--;
      }
      if (end < 0) {
        throw new IOException("its end is missing");
      }
      long start = bytes.getInt(end + 16) & 0xffffffffL;
      int locator = end - END64_LOCATOR_BYTES;
      if (locator >= 0 && bytes.getInt(locator) == END64_LOCATOR_SIGNATURE) {
        start = read(channel, bytes.getLong(locator + 8), 56).getLong(48);
      }
      if (start < 0 || start > size || size - start > MOST_DIRECTORY_BYTES) {
        throw new IOException(
            "its directory would begin at byte %s of %d, but only its last %d bytes may be one"
                .formatted(Long.toUnsignedString(start), size, MOST_DIRECTORY_BYTES));
      }
    }
  }

  private static ByteBuffer read(FileChannel channel, long position, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    if (position < 0) {
      throw new IOException("it refers to byte " + Long.toUnsignedString(position));
    }
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new IOException("it refers to bytes behind its end");
      }
    }
    return bytes.flip();
  }

  @Override
  public Optional<Entry> next() {
    current = rest.poll();
    return Optional.ofNullable(current)
        .map(entry -> new Entry(entry.getName(), kind(entry), entry.getSize()));
  }

  private Kind kind(ZipArchiveEntry entry) {
    int type = entry.getUnixMode() & FILE_TYPE;
    boolean named = entry.getName().endsWith("/");
    if (!zip.canReadEntryData(entry)
        || entry.isUnixSymlink()
        || (type != 0 && type != (named ? FOLDER : REGULAR_FILE))) {
      return Kind.SPECIAL;
    }
    return named ? Kind.FOLDER : Kind.FILE;
  }

  @Override
  public InputStream content() throws IOException {
    return zip.getInputStream(entry());
  }

  @Override
  public void check(long crc32) throws IOException {
    if (crc32 != entry().getCrc()) {
      throw new IOException(
          "its CRC-32 is %08x, but %08x was expected".formatted(crc32, entry().getCrc()));
    }
  }

  private ZipArchiveEntry entry() {
    if (current == null) {
      throw new IllegalStateException("There is no entry to read.");
    }
    return current;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
