package org.visiomatic.tiler.picture;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.visiomatic.tiler.source.SourceFile;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// Walks the chain of directories of a TIFF file, classic or BigTIFF.
///
/// The directory reader of Commons Imaging is not used: it takes all values of all fields into
/// memory, calls itself for each further directory with one more file handle open, and loses the
/// way in BigTIFF files beyond 4 GiB.
final class TiffScan {

  /// More than this is a loop of overlapping directories; real files have some ten per page.
  private static final int MOST_FIELDS = 1_000_000;

  private static final int CLASSIC = 42;
  private static final int BIG = 43;

  private final String name;
  private final MemorySegment bytes;
  private final ByteOrder order;
  private final boolean big;
  private final List<TiffPage> pages = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private int fieldCount;

  private TiffScan(SourceFile file) throws UnreadableSourceException {
    this.name = file.name();
    this.bytes = file.bytes();
    this.order =
        bytes.get(ValueLayout.JAVA_BYTE, 0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    int version = bytes.byteSize() < 8 ? 0 : twoBytes(2);
    if (version != CLASSIC && version != BIG) {
      throw new UnreadableSourceException(
          "%s is not a TIFF file: its first bytes are those of one, but not the number 42 or 43 that follows them in a TIFF file."
              .formatted(name));
    }
    this.big = version == BIG;
  }

  /// The directories in the order of the file, at least one.
  static TiffScan of(SourceFile file) throws UnreadableSourceException {
    TiffScan scan = new TiffScan(file);
    scan.walk();
    return scan;
  }

  List<TiffPage> pages() {
    return pages;
  }

  /// Sentences about what follows the directories and cannot be read.
  List<String> notes() {
    return notes;
  }

  private void walk() throws UnreadableSourceException {
    Place header = new Place(name, "");
    if (bytes.byteSize() < (big ? 16 : 8)) {
      throw header.broken("it ends within its first bytes");
    }
    Set<Long> visited = new HashSet<>();
    long at = big ? eightBytes(8) : fourBytes(4);
    while (at != 0 || pages.isEmpty()) {
      Place place = new Place(name, "page " + pages.size());
      try {
        if (!visited.add(at)) {
          throw place.broken(
              "the directory is one that came before: the file goes round in circles");
        }
        at = directory(place, at);
      } catch (UnreadableSourceException e) {
        if (pages.isEmpty()) {
          throw e;
        }
        notes.add(
            "What follows page %d was left out: %s".formatted(pages.size() - 1, e.getMessage()));
        return;
      }
    }
  }

  /// Reads one directory.
  ///
  /// @return where the next one is, 0 after the last
  private long directory(Place place, long at) throws UnreadableSourceException {
    int countBytes = big ? 8 : 2;
    int entryBytes = big ? 20 : 12;
    int linkBytes = big ? 8 : 4;
    require(place, at, countBytes);
    long count = big ? eightBytes(at) : twoBytes(at);
    if (count < 0 || count > MOST_FIELDS - fieldCount) {
      throw place.broken("the directory claims %s fields".formatted(Long.toUnsignedString(count)));
    }
    fieldCount += (int) count;
    long end = at + countBytes + count * entryBytes;
    require(place, at, end - at);
    Map<Integer, TiffPage.Field> fields = new HashMap<>();
    for (long entry = at + countBytes; entry < end; entry += entryBytes) {
      int tag = twoBytes(entry);
      int type = twoBytes(entry + 2);
      long values = big ? eightBytes(entry + 4) : fourBytes(entry + 4);
      int size = TiffPage.size(type);
      // Unknown types are to be skipped (TIFF 6.0, section 2), repeated tags make no sense.
      if (size > 0 && values > 0 && values <= bytes.byteSize() / size) {
        fields.putIfAbsent(tag, field(place, tag, type, values, entry + (big ? 12 : 8)));
      }
    }
    pages.add(new TiffPage(place, bytes, order, fields));
    // Some writers end the file without the link that says there is no further directory.
    return end + linkBytes > bytes.byteSize() ? 0 : big ? eightBytes(end) : fourBytes(end);
  }

  private TiffPage.Field field(Place place, int tag, int type, long values, long at)
      throws UnreadableSourceException {
    long length = values * TiffPage.size(type);
    long start = length <= (big ? 8 : 4) ? at : big ? eightBytes(at) : fourBytes(at);
    if (start < 0 || start > bytes.byteSize() - length) {
      throw place.broken(
          "the %,d values of tag %d lie beyond the end of the file; it is cut short or damaged"
              .formatted(values, tag));
    }
    return new TiffPage.Field(type, values, start);
  }

  private void require(Place place, long at, long length) throws UnreadableSourceException {
    if (at < 0 || at > bytes.byteSize() - length) {
      throw place.broken(
          "the directory lies beyond the end of the file, at byte %s of %,d; it is cut short or damaged"
              .formatted(Long.toUnsignedString(at), bytes.byteSize()));
    }
  }

  private int twoBytes(long at) {
    return bytes.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order), at) & 0xffff;
  }

  private long fourBytes(long at) {
    return bytes.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(order), at) & 0xffff_ffffL;
  }

  private long eightBytes(long at) {
    return bytes.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(order), at);
  }
}
