package org.visiomatic.tiler.picture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.InflaterInputStream;

/// Reads the text chunks of PNG (3rd edition, section 11.3.3). Texts are worth little beside the
/// pixels: what cannot be read or is very long counts as absent.
final class PngText {

  /// Keyword of an XMP packet.
  static final String XMP = "XML:com.adobe.xmp";

  private static final int LONGEST = 4 << 20;
  private static final Found NOTHING = new Found("", "");

  private final byte[] bytes;
  private int at;

  private PngText(byte[] bytes) {
    this.bytes = bytes;
  }

  /// A keyword and its text.
  record Found(String keyword, String text) {}

  /// @param type `tEXt`, `zTXt` or `iTXt`
  static Found of(String type, MemorySegment data) {
    if (data.byteSize() > LONGEST) {
      return NOTHING;
    }
    return new PngText(data.toArray(ValueLayout.JAVA_BYTE)).read(type);
  }

  private Found read(String type) {
    String keyword = word();
    if (!keyword.equals("Title") && !keyword.equals(XMP)) {
      return NOTHING;
    }
    return switch (type) {
      case "tEXt" -> new Found(keyword, rest(false, StandardCharsets.ISO_8859_1));
      case "zTXt" -> {
        at++;
        yield new Found(keyword, rest(true, StandardCharsets.ISO_8859_1));
      }
      default -> {
        boolean compressed = at < bytes.length && bytes[at] != 0;
        at += 2;
        word();
        word();
        yield new Found(keyword, rest(compressed, StandardCharsets.UTF_8));
      }
    };
  }

  /// What stands before the next 0.
  private String word() {
    int start = Math.min(at, bytes.length);
    int end = start;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    at = end + 1;
    return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
  }

  private String rest(boolean compressed, Charset charset) {
    int start = Math.min(at, bytes.length);
    if (!compressed) {
      return new String(bytes, start, bytes.length - start, charset);
    }
    try (InputStream in =
        new InflaterInputStream(new ByteArrayInputStream(bytes, start, bytes.length - start))) {
      byte[] text = in.readNBytes(LONGEST + 1);
      return text.length > LONGEST ? "" : new String(text, charset);
    } catch (IOException e) {
      return "";
    }
  }
}
