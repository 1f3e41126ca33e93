package org.visiomatic.tiler.picture;

import java.util.Map;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// How the blocks of a TIFF page are compressed.
enum TiffCompression {
  NONE,
  MODIFIED_HUFFMAN,
  GROUP_3,
  GROUP_4,
  LZW,
  JPEG,
  DEFLATE,
  PACK_BITS;

  private static final Map<Integer, TiffCompression> KNOWN =
      Map.ofEntries(
          Map.entry(1, NONE),
          Map.entry(2, MODIFIED_HUFFMAN),
          Map.entry(3, GROUP_3),
          Map.entry(4, GROUP_4),
          Map.entry(5, LZW),
          Map.entry(7, JPEG),
          Map.entry(8, DEFLATE),
          Map.entry(32771, NONE),
          Map.entry(32773, PACK_BITS),
          Map.entry(32946, DEFLATE));

  private static final Map<Integer, String> REFUSED =
      Map.of(
          6, "old-style JPEG",
          34712, "JPEG 2000",
          33003, "JPEG 2000",
          33005, "JPEG 2000",
          34887, "LERC",
          34925, "LZMA",
          50000, "Zstandard",
          50001, "WebP",
          34676, "SGI LogLuv");

  static TiffCompression of(int code, Place place) throws UnreadableSourceException {
    TiffCompression known = KNOWN.get(code);
    if (known == null) {
      throw place.broken(
          "the compression is number %d%s, and only none, LZW, deflate, PackBits, JPEG and the fax codes are supported; save the picture with one of these"
              .formatted(code, REFUSED.containsKey(code) ? " (" + REFUSED.get(code) + ")" : ""));
    }
    return known;
  }

  /// Whether it is one of the codes for black and white.
  boolean isFax() {
    return switch (this) {
      case MODIFIED_HUFFMAN, GROUP_3, GROUP_4 -> true;
      case NONE, LZW, JPEG, DEFLATE, PACK_BITS -> false;
    };
  }

  /// The most bytes that one packed byte can stand for, or a generous guess: sizes in a header that
  /// need more are a lie.
  long mostUnpacked() {
    return switch (this) {
      case NONE -> 1;
      case PACK_BITS -> 128;
      case LZW, JPEG, DEFLATE -> 4096;
      case MODIFIED_HUFFMAN, GROUP_3, GROUP_4 -> 65536;
    };
  }
}
