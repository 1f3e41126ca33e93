package org.visiomatic.tiler.picture;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.commons.imaging.formats.tiff.taginfos.TagInfo;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// One directory of a TIFF file. Values are read from the file when they are asked for, one at a
/// time: what a field claims to hold costs nothing.
///
/// @param place for messages
/// @param bytes the whole file
/// @param order of its bytes
/// @param fields by number of the tag
record TiffPage(
    Place place, MemorySegment bytes, ByteOrder order, Map<Integer, TiffPage.Field> fields) {

  /// Numbers of field types (TIFF 6.0, section 2; those above 12 from the supplements).
  private static final int SHORT = 3;

  private static final int LONG = 4;
  private static final int IFD = 13;
  private static final int LONG8 = 16;
  private static final int IFD8 = 18;

  /// One field; it lies inside the file.
  ///
  /// @param type number of the type
  /// @param count of values
  /// @param start first byte of the values
  record Field(int type, long count, long start) {}

  /// Bytes of a value of a type, 0 for unknown types.
  static int size(int type) {
    return switch (type) {
      case 1, 2, 6, 7 -> 1;
      case SHORT, 8 -> 2;
      case LONG, 9, 11, IFD -> 4;
      case 5, 10, 12, LONG8, 17, IFD8 -> 8;
      default -> 0;
    };
  }

  boolean has(TagInfo tag) {
    return fields.containsKey(tag.tag);
  }

  /// How many values a field has; 0 when there is no such field.
  long count(TagInfo tag) {
    Field field = fields.get(tag.tag);
    return field == null ? 0 : field.count();
  }

  /// A number, or `absent` when there is no such field.
  long integer(TagInfo tag, long absent) throws UnreadableSourceException {
    return count(tag) == 0 ? absent : integer(tag, 0, absent);
  }

  /// One of the numbers of a field.
  ///
  /// @param absent the answer when there is no such field
  long integer(TagInfo tag, int index, long absent) throws UnreadableSourceException {
    Field field = fields.get(tag.tag);
    if (field == null) {
      return absent;
    }
    if (index >= field.count()) {
      throw place.broken(
          "%s has %,d values, and number %,d is needed"
              .formatted(tag.name, field.count(), index + 1));
    }
    long at = field.start() + (long) index * size(field.type());
    return switch (field.type()) {
      case 1, 7 -> bytes.get(ValueLayout.JAVA_BYTE, at) & 0xff;
      case SHORT -> bytes.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order), at) & 0xffff;
      case LONG, IFD ->
          bytes.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(order), at) & 0xffff_ffffL;
      case LONG8, IFD8 -> bytes.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(order), at);
      default ->
          throw place.broken(
              "%s is not a whole number but of type %d".formatted(tag.name, field.type()));
    };
  }

  /// A number that must be there and fit.
  int size(TagInfo tag) throws UnreadableSourceException {
    long value = integer(tag, 0);
    if (value < 1 || value > Integer.MAX_VALUE) {
      throw place.broken(
          has(tag)
              ? "%s is %s, where 1 to %,d is possible"
                  .formatted(tag.name, Long.toUnsignedString(value), Integer.MAX_VALUE)
              : "there is no %s".formatted(tag.name));
    }
    return (int) value;
  }

  /// The number that all values of a field share.
  ///
  /// @param absent the answer when there is no such field
  int common(TagInfo tag, int absent) throws UnreadableSourceException {
    long first = integer(tag, absent);
    for (int i = 1; i < Math.min(count(tag), 0xffff); i++) {
      if (integer(tag, i, absent) != first) {
        throw place.broken(
            "%s differs between the samples of a pixel, which is not supported"
                .formatted(tag.name));
      }
    }
    return Math.clamp(first, -1, Integer.MAX_VALUE);
  }

  /// The text in a field, up to its end mark; empty when there is none. Bytes that are not UTF-8
  /// are taken for Latin 1.
  ///
  /// @param most bytes to look at
  String text(TagInfo tag, int most) {
    byte[] raw = raw(tag, most);
    int length = 0;
    while (length < raw.length && raw[length] != 0) {
      length++;
    }
    String text = new String(raw, 0, length, StandardCharsets.UTF_8);
    return text.indexOf('\ufffd') < 0
        ? text
        : new String(raw, 0, length, StandardCharsets.ISO_8859_1);
  }

  /// The bytes of a field, at most so many; empty when there is no such field.
  byte[] raw(TagInfo tag, int most) {
    Field field = fields.get(tag.tag);
    if (field == null) {
      return new byte[0];
    }
    byte[] raw = new byte[(int) Math.min(most, field.count() * size(field.type()))];
    MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, field.start(), raw, 0, raw.length);
    return raw;
  }
}
