package org.visiomatic.tiler.fits;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.visiomatic.tiler.source.SourceFile;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// The binary table that holds the tiles of a compressed image, one row per tile, read in place.
final class TileTable {

  private static final Pattern FORM = Pattern.compile("\\s*(\\d{0,9})([LXBIJKAEDCMPQ])([A-Z]?).*");

  /// More than a tile that fits into memory can have.
  private static final long MOST_NUMBERS = Integer.MAX_VALUE / 16;

  /// Cells follow each other: a piece is given back when the last of it has been read.
  private static final long RELEASED_AT_ONCE = 1 << 20;

  private final Hdu hdu;
  private final MemorySegment bytes;
  private final long rowBytes;
  private final long rows;
  private final long heap;
  private final Map<String, Column> columns = new HashMap<>();

  /// @param offset bytes before the column in a row
  /// @param repeat how many numbers a row has of it
  /// @param type letter of `TFORM`
  /// @param element letter of the elements that a descriptor points to, `B` where there is none
  private record Column(long offset, long repeat, char type, char element) {

    boolean isDescriptor() {
      return type == 'P' || type == 'Q';
    }

    long bytes() {
      return type == 'X' ? (repeat + 7) / 8 : repeat * size(type);
    }
  }

  TileTable(Hdu hdu, SourceFile file) throws UnreadableSourceException {
    this.hdu = hdu;
    this.bytes = file.bytes();
    if (hdu.axes("NAXIS").size() != 2) {
      throw hdu.broken(
          "the table has %d axes, where every table has 2".formatted(hdu.axes("NAXIS").size()));
    }
    this.rowBytes = hdu.integer("NAXIS1");
    this.rows = hdu.integer("NAXIS2");
    if (rowBytes < 1 || rowBytes * rows > hdu.dataBytes()) {
      throw hdu.broken(
          "the table has %,d rows of %,d bytes in %,d bytes of data"
              .formatted(rows, rowBytes, hdu.dataBytes()));
    }
    long gap = hdu.integer("THEAP", rowBytes * rows);
    if (gap < rowBytes * rows || gap > hdu.dataBytes()) {
      throw hdu.broken(
          "THEAP is %,d, where %,d to %,d is possible"
              .formatted(gap, rowBytes * rows, hdu.dataBytes()));
    }
    this.heap = hdu.dataStart() + gap;
    long found = Math.max(0, bytes.byteSize() - hdu.dataStart());
    if (found < hdu.dataBytes()) {
      throw hdu.broken(
          "a compressed image needs %,d bytes, but only %,d are there; the file is cut short or its header is wrong"
              .formatted(hdu.dataBytes(), found));
    }
    readColumns();
  }

  private void readColumns() throws UnreadableSourceException {
    long count = hdu.integer("TFIELDS");
    long offset = 0;
    for (int i = 1; i <= count && i <= 999; i++) {
      String form = hdu.header().text("TFORM" + i).orElse("");
      Matcher parts = FORM.matcher(form.toUpperCase(Locale.ROOT));
      if (!parts.matches()) {
        throw hdu.broken("TFORM%d is \"%s\", which is no column format".formatted(i, form));
      }
      char type = parts.group(2).charAt(0);
      char element = parts.group(3).isEmpty() ? 'B' : parts.group(3).charAt(0);
      String name = hdu.header().text("TTYPE" + i).orElse("").strip().toUpperCase(Locale.ROOT);
      long repeat = parts.group(1).isEmpty() ? 1 : Long.parseLong(parts.group(1));
      Column column = new Column(offset, repeat, type, element);
      columns.putIfAbsent(name, column);
      offset += column.bytes();
    }
    if (offset > rowBytes) {
      throw hdu.broken("the columns take %,d bytes, but a row has %,d".formatted(offset, rowBytes));
    }
  }

  private static int size(char type) {
    return switch (type) {
      case 'I' -> 2;
      case 'J', 'E' -> 4;
      case 'K', 'D', 'C', 'P' -> 8;
      case 'M', 'Q' -> 16;
      default -> 1;
    };
  }

  /// Number of tiles.
  long rows() {
    return rows;
  }

  boolean has(String column) {
    return columns.containsKey(column);
  }

  /// A number of a row, absent when there is no such column.
  Optional<Double> number(String name, long row) {
    @Nullable Column column = columns.get(name);
    if (column == null) {
      return Optional.empty();
    }
    long at = hdu.dataStart() + row * rowBytes + column.offset();
    return switch (column.type()) {
      case 'D' -> Optional.of(bytes.get(StoredPixels.DOUBLE, at));
      case 'E' -> Optional.of((double) bytes.get(StoredPixels.FLOAT, at));
      case 'K' -> Optional.of((double) bytes.get(StoredPixels.LONG, at));
      case 'J' -> Optional.of((double) bytes.get(StoredPixels.INT, at));
      case 'I' -> Optional.of((double) bytes.get(StoredPixels.SHORT, at));
      default -> Optional.empty();
    };
  }

  /// The bytes that a row has in a column; none when the column is not there or the cell is empty.
  /// Most writers use columns of variable length, some fixed ones where all tiles are equal.
  byte[] cell(String name, long row) throws UnreadableSourceException {
    @Nullable Column column = columns.get(name);
    if (column == null) {
      return new byte[0];
    }
    long at = hdu.dataStart() + row * rowBytes + column.offset();
    if (!column.isDescriptor()) {
      return copy(at, column.bytes());
    }
    boolean wide = column.type() == 'Q';
    // Unsigned: heaps between 2 and 4 GiB are written with 32-bit descriptors.
    long count = wide ? bytes.get(StoredPixels.LONG, at) : unsigned(at);
    long start = wide ? bytes.get(StoredPixels.LONG, at + 8) : unsigned(at + 4);
    long end = hdu.dataStart() + hdu.dataBytes();
    boolean possible = count >= 0 && count <= MOST_NUMBERS && start >= 0 && start <= end - heap;
    long length = possible ? count * size(column.element()) : Long.MAX_VALUE;
    if (column.repeat() == 0 || count == 0) {
      return new byte[0];
    }
    if (!possible || length > end - heap - start) {
      throw hdu.broken(
          "tile %,d has %,d numbers at byte %,d, which is outside of the data"
              .formatted(row + 1, count, start));
    }
    return copy(heap + start, length);
  }

  private long unsigned(long at) {
    return bytes.get(StoredPixels.INT, at) & 0xffffffffL;
  }

  private byte[] copy(long at, long length) throws UnreadableSourceException {
    long most = Runtime.getRuntime().maxMemory() / 4;
    if (length > most) {
      throw hdu.broken(
          "a tile takes %,d bytes, and %,d can be decompressed with the memory that the program has; give it more (-Xmx)"
              .formatted(length, most));
    }
    byte[] cell = new byte[Math.toIntExact(length)];
    MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, cell, 0, cell.length);
    long piece = at / RELEASED_AT_ONCE * RELEASED_AT_ONCE;
    if (at + length >= piece + RELEASED_AT_ONCE) {
      SourceFile.release(bytes, piece, at + length - piece);
    }
    return cell;
  }
}
