package org.visiomatic.tiler.fits;

import java.util.ArrayList;
import java.util.List;
import org.visiomatic.tiler.pyramid.Header;
import org.visiomatic.tiler.source.ArrayShape;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// One header-and-data unit as it stands in the file.
///
/// @param file name of the file, for messages
/// @param number place among the HDUs, 0 for the primary
/// @param header the header as written
/// @param dataStart first byte of the data unit
/// @param dataBytes bytes of the data unit without its padding, as the header has it
record Hdu(String file, int number, Header header, long dataStart, long dataBytes) {

  /// What an HDU holds.
  enum Kind {
    IMAGE("an image"),
    COMPRESSED_IMAGE("a tile-compressed image"),
    EMPTY("empty"),
    ONE_AXIS("1-D data"),
    TABLE("table"),
    RANDOM_GROUPS("random groups"),
    OTHER("unknown type");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  static Hdu of(String file, int number, Header header, long dataStart)
      throws UnreadableSourceException {
    Hdu sizeless = new Hdu(file, number, header, dataStart, 0);
    return new Hdu(file, number, header, dataStart, sizeless.declaredBytes());
  }

  String name() {
    return header.text("EXTNAME").map(String::strip).orElse("");
  }

  Kind kind() throws UnreadableSourceException {
    String type = header.text("XTENSION").orElse("IMAGE").strip();
    return switch (type) {
      case "BINTABLE", "A3DTABLE" -> isCompressedImage() ? axesKind("ZNAXIS") : Kind.TABLE;
      case "TABLE" -> Kind.TABLE;
      case "IMAGE", "IUEIMAGE" -> isRandomGroups() ? Kind.RANDOM_GROUPS : axesKind("NAXIS");
      default -> Kind.OTHER;
    };
  }

  private boolean isCompressedImage() {
    return isTrue("ZIMAGE");
  }

  private boolean isRandomGroups() throws UnreadableSourceException {
    List<Long> axes = axes("NAXIS");
    return isTrue("GROUPS") && (axes.isEmpty() || axes.getFirst() == 0);
  }

  private boolean isTrue(String keyword) {
    return header.find(keyword).filter(card -> Boolean.TRUE.equals(card.value())).isPresent();
  }

  private Kind axesKind(String keyword) throws UnreadableSourceException {
    List<Long> axes = axes(keyword);
    if (axes.isEmpty() || axes.contains(0L)) {
      return Kind.EMPTY;
    }
    if (axes.size() == 1) {
      return Kind.ONE_AXIS;
    }
    return keyword.equals("NAXIS") ? Kind.IMAGE : Kind.COMPRESSED_IMAGE;
  }

  /// Lengths of the axes, fastest first.
  ///
  /// @param keyword `NAXIS`, or `ZNAXIS` for the image inside a compressed one
  List<Long> axes(String keyword) throws UnreadableSourceException {
    long count = integer(keyword);
    if (count < 0 || count > 999) {
      throw broken("%s is %d, where 0 to 999 is possible".formatted(keyword, count));
    }
    List<Long> axes = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      long length = integer(keyword + i);
      if (length < 0) {
        throw broken("%s%d is %d, which is below 0".formatted(keyword, i, length));
      }
      axes.add(length);
    }
    return axes;
  }

  /// Size and type of the image.
  ///
  /// @param prefix empty, or `Z` for the image inside a compressed one
  ArrayShape shape(String prefix) throws UnreadableSourceException {
    List<Long> axes = axes(prefix + "NAXIS");
    try {
      ArrayShape shape = ArrayShape.of(bitpix(prefix + "BITPIX"), axes);
      Math.multiplyExact(shape.pixels(), 8L);
      return shape;
    } catch (ArithmeticException e) {
      throw broken("its axes of %s pixels are more than any image has".formatted(axes), e);
    }
  }

  int bitpix(String keyword) throws UnreadableSourceException {
    long bitpix = integer(keyword);
    return switch (Math.clamp(bitpix, -1000, 1000)) {
      case 8, 16, 32, 64, -32, -64 -> (int) bitpix;
      default ->
          throw broken(
              "%s is %d, where 8, 16, 32, 64, -32 and -64 are possible".formatted(keyword, bitpix));
    };
  }

  /// A keyword that must be there.
  long integer(String keyword) throws UnreadableSourceException {
    Number number =
        header.number(keyword).orElseThrow(() -> broken("there is no number at " + keyword));
    if (number.doubleValue() != number.longValue()) {
      throw broken("%s is %s, which is not an integer".formatted(keyword, number));
    }
    return number.longValue();
  }

  long integer(String keyword, long absent) throws UnreadableSourceException {
    return header.number(keyword).isPresent() ? integer(keyword) : absent;
  }

  UnreadableSourceException broken(String what) {
    return new UnreadableSourceException(
        "%s cannot be read: in HDU %d %s.".formatted(file, number, what));
  }

  UnreadableSourceException broken(String what, Throwable cause) {
    return new UnreadableSourceException(
        "%s cannot be read: in HDU %d %s.".formatted(file, number, what), cause);
  }

  private long declaredBytes() throws UnreadableSourceException {
    List<Long> axes = axes("NAXIS");
    if (axes.isEmpty()) {
      return 0;
    }
    try {
      // Random groups say NAXIS1 = 0 and count from the second axis.
      List<Long> counted = isRandomGroups() ? axes.subList(1, axes.size()) : axes;
      long elements = counted.isEmpty() ? 0 : 1;
      for (long axis : counted) {
        elements = Math.multiplyExact(elements, axis);
      }
      elements = Math.addExact(elements, Math.max(0, integer("PCOUNT", 0)));
      elements = Math.multiplyExact(elements, Math.max(0, integer("GCOUNT", 1)));
      return Math.multiplyExact(elements, (long) Math.abs(bitpix("BITPIX")) / 8);
    } catch (ArithmeticException e) {
      throw broken("its axes of %s pixels are more than any file holds".formatted(axes), e);
    }
  }
}
