package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;

/// What the inventory of a cache folder notes about one pyramid.
///
/// Written as fields with tabs between: the version of the line, the CRC-32 of what follows it, the
/// name of the folder, its stamp, its bytes and its outline; in names and paths `%`, tabs and line
/// ends are written as in URLs.
///
/// @param name name of the folder of the pyramid
/// @param stamp tells this pyramid from others that stood there before or will
/// @param bytes what it takes on disk
/// @param outline what it holds
record InventoryLine(String name, long stamp, long bytes, PyramidOutline outline) {

  private static final String VERSION = "1\t";
  private static final int CHECK_DIGITS = 8;

  /// Where the CRC ends and what it covers begins.
  private static final int COVERED = VERSION.length() + CHECK_DIGITS + 1;

  private static final HexFormat HEX = HexFormat.of();
  private static final SampleFormat.Type[] TYPES = SampleFormat.Type.values();
  private static final Storage.Compression[] COMPRESSIONS = Storage.Compression.values();

  /// Looks at a pyramid.
  ///
  /// @throws DamagedPyramidException when it does not say what it holds
  static InventoryLine of(StandingPyramid pyramid) throws IOException {
    Path document = pyramid.folder().resolve(ZarrDocuments.NAME);
    byte[] bytes = ZarrDocuments.load(document);
    OwnAttributes own =
        OwnAttributes.read(new JsonField(document, "", ZarrDocuments.parse(document, bytes)));
    PyramidOutline outline =
        new PyramidOutline(
            own.geometry(),
            own.format().type(),
            own.storage(),
            own.metadata().source(),
            Instant.ofEpochMilli(Files.getLastModifiedTime(document).toMillis()));
    return new InventoryLine(
        pyramid.name(), pyramid.stamp(), Folders.bytes(pyramid.folder()), outline);
  }

  /// The line, with its line feed.
  String text() {
    StringBuilder fields = new StringBuilder();
    fields.append(escaped(name)).append('\t').append(stamp).append('\t').append(bytes);
    append(fields, outline);
    byte[] covered = fields.toString().getBytes(StandardCharsets.UTF_8);
    return VERSION + HEX.toHexDigits(check(covered, 0, covered.length)) + "\t" + fields + "\n";
  }

  private static void append(StringBuilder fields, PyramidOutline outline) {
    PyramidGeometry geometry = outline.geometry();
    for (long number :
        new long[] {
          outline.made().toEpochMilli(),
          geometry.channels(),
          geometry.height(),
          geometry.width(),
          geometry.tile().height(),
          geometry.tile().width(),
          outline.source().size(),
          outline.source().modifiedNanos()
        }) {
      fields.append('\t').append(number);
    }
    fields.append('\t').append(outline.type().zarrName());
    fields.append('\t').append(name(outline.storage().compression()));
    fields.append('\t').append(outline.storage().checksums());
    fields.append('\t').append(escaped(outline.source().path()));
  }

  /// Reads a line; one that was cut short, overwritten or is of another version is none.
  ///
  /// @param file what the line is part of
  /// @param from its first byte
  /// @param to behind its last byte, without the line feed
  static Optional<InventoryLine> read(byte[] file, int from, int to) {
    int covered = from + COVERED;
    if (covered >= to || file[from] != VERSION.charAt(0) || file[covered - 1] != '\t') {
      return Optional.empty();
    }
    try {
      String check =
          new String(file, from + VERSION.length(), CHECK_DIGITS, StandardCharsets.ISO_8859_1);
      return HexFormat.fromHexDigits(check) == check(file, covered, to - covered)
          ? Optional.of(
              new Fields(new String(file, covered, to - covered, StandardCharsets.UTF_8)).line())
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static int check(byte[] bytes, int from, int length) {
    CRC32 check = new CRC32();
    check.update(bytes, from, length);
    return (int) check.getValue();
  }

  private static String name(Storage.Compression compression) {
    return compression.name().toLowerCase(Locale.ROOT);
  }

  private static String escaped(String text) {
    boolean plain =
        text.indexOf('%') < 0
            && text.indexOf('\t') < 0
            && text.indexOf('\n') < 0
            && text.indexOf('\r') < 0;
    return plain
        ? text
        : text.replace("%", "%25").replace("\t", "%09").replace("\n", "%0A").replace("\r", "%0D");
  }

  private static String unescaped(String text) {
    return text.indexOf('%') < 0
        ? text
        : text.replace("%0D", "\r").replace("%0A", "\n").replace("%09", "\t").replace("%25", "%");
  }

  /// The fields of a line, one after the other.
  private static final class Fields {

    private final String text;
    private int at;

    private Fields(String text) {
      this.text = text;
    }

    private InventoryLine line() {
      return new InventoryLine(unescaped(next()), number(), number(), outline());
    }

    private PyramidOutline outline() {
      Instant made = Instant.ofEpochMilli(number());
      PyramidGeometry geometry =
          new PyramidGeometry(
              (int) number(),
              (int) number(),
              (int) number(),
              new TileSize((int) number(), (int) number()));
      long size = number();
      long modified = number();
      SampleFormat.Type type = type(next());
      Storage.Compression compression = compression(next());
      Storage storage = new Storage(compression, Boolean.parseBoolean(next()));
      SourceStamp source = new SourceStamp(unescaped(next()), size, modified);
      return new PyramidOutline(geometry, type, storage, source, made);
    }

    private String next() {
      if (at > text.length()) {
        throw new IllegalArgumentException("The line '" + text + "' is too short.");
      }
      int tab = text.indexOf('\t', at);
      int end = tab < 0 ? text.length() : tab;
      String field = text.substring(at, end);
      at = end + 1;
      return field;
    }

    private long number() {
      return Long.parseLong(next());
    }

    private static SampleFormat.Type type(String name) {
      for (SampleFormat.Type type : TYPES) {
        if (type.zarrName().equals(name)) {
          return type;
        }
      }
      throw new IllegalArgumentException("There is no sample type " + name + ".");
    }

    private static Storage.Compression compression(String name) {
      for (Storage.Compression compression : COMPRESSIONS) {
        if (name(compression).equals(name)) {
          return compression;
        }
      }
      throw new IllegalArgumentException("There is no compression " + name + ".");
    }
  }
}
