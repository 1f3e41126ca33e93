package org.visiomatic.tiler.pyramid;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/// Our part of the attributes of the group document, under `visiomatic`.
///
/// @param identity changes with anything else here and with the pixels
/// @param geometry sizes and tile shape
/// @param format how level 0 is stored
/// @param storage how tiles become bytes
/// @param metadata what the pyramid says about itself
/// @param emptyShards per level, names of the shards that have no file because they have no value
record OwnAttributes(
    String identity,
    PyramidGeometry geometry,
    SampleFormat format,
    Storage storage,
    PyramidMetadata metadata,
    List<Set<String>> emptyShards) {

  private static final String IDENTITY = "identity";
  private static final String ROW_ORDER = "top-first";
  private static final int IDENTITY_DIGITS = 20;

  /// @param levels what each level says about itself, the first one first
  static ObjectNode write(
      PyramidGeometry geometry,
      SampleFormat format,
      Storage storage,
      PyramidMetadata metadata,
      ArrayNode levels) {
    ObjectNode own = ZarrDocuments.object();
    own.put("format_version", ZarrDocuments.FORMAT_VERSION);
    own.put("row_order", ROW_ORDER);
    own.putObject("geometry")
        .put("channels", geometry.channels())
        .put("height", geometry.height())
        .put("width", geometry.width())
        .put("tile_height", geometry.tile().height())
        .put("tile_width", geometry.tile().width());
    ObjectNode samples =
        own.putObject("samples")
            .put("type", format.type().zarrName())
            .put("scale", format.scale())
            .put("offset", format.offset());
    if (format.fill().isPresent()) {
      samples.put("fill", format.fill().getAsInt());
    } else {
      samples.putNull("fill");
    }
    own.putObject("storage")
        .put("compression", name(storage.compression()))
        .put("checksums", storage.checksums());
    own.set("levels", levels);
    MetadataJson.write(metadata, own);
    own.put(IDENTITY, digest(ZarrDocuments.bytes(own)));
    return own;
  }

  /// The identity that the attributes should say.
  ///
  /// @param own all of them
  static String identity(ObjectNode own) {
    ObjectNode rest = own.deepCopy();
    rest.remove(IDENTITY);
    return digest(ZarrDocuments.bytes(rest));
  }

  /// How the tiles of each level are laid out, the first one first.
  List<ShardGrid> grids() {
    return IntStream.range(0, geometry.levels())
        .mapToObj(level -> new ShardGrid(geometry, level, format, storage))
        .toList();
  }

  private static String name(Storage.Compression compression) {
    return compression.name().toLowerCase(Locale.ROOT);
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash).substring(0, IDENTITY_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  /// @param group the group document
  static OwnAttributes read(JsonField group) throws DamagedPyramidException {
    JsonField own = group.get("attributes").get("visiomatic");
    int version = own.get("format_version").integer();
    if (version != ZarrDocuments.FORMAT_VERSION) {
      throw own.get("format_version")
          .wrong("version %d, the only one we read,".formatted(ZarrDocuments.FORMAT_VERSION));
    }
    if (!own.get("row_order").text().equals(ROW_ORDER)) {
      throw own.get("row_order").wrong("\"" + ROW_ORDER + "\"");
    }
    PyramidGeometry geometry = geometry(own.get("geometry"));
    List<JsonField> levels = own.get("levels").items();
    if (levels.size() != geometry.levels()) {
      throw own.get("levels").wrong("one entry for each of %d levels".formatted(geometry.levels()));
    }
    List<Set<String>> empty = new ArrayList<>();
    for (JsonField level : levels) {
      Set<String> names = new HashSet<>();
      for (JsonField name : level.get("empty_shards").items()) {
        names.add(name.text());
      }
      empty.add(names);
    }
    return new OwnAttributes(
        own.get(IDENTITY).text(),
        geometry,
        format(own.get("samples")),
        storage(own.get("storage")),
        MetadataJson.read(own),
        empty);
  }

  private static PyramidGeometry geometry(JsonField json) throws DamagedPyramidException {
    try {
      return new PyramidGeometry(
          json.get("channels").integer(),
          json.get("height").integer(),
          json.get("width").integer(),
          new TileSize(json.get("tile_height").integer(), json.get("tile_width").integer()));
    } catch (IllegalArgumentException e) {
      throw json.wrong("an image and a tile size that can be");
    }
  }

  private static Storage storage(JsonField json) throws DamagedPyramidException {
    String name = json.get("compression").text();
    for (Storage.Compression compression : Storage.Compression.values()) {
      if (name(compression).equals(name)) {
        return new Storage(compression, json.get("checksums").flag());
      }
    }
    throw json.get("compression").wrong("none or zstd");
  }

  private static SampleFormat format(JsonField json) throws DamagedPyramidException {
    String name = json.get("type").text();
    for (SampleFormat.Type type : SampleFormat.Type.values()) {
      if (type.zarrName().equals(name)) {
        JsonField fill = json.get("fill");
        SampleFormat format =
            new SampleFormat(
                type,
                json.get("scale").real(),
                json.get("offset").real(),
                fill.isNull() ? OptionalInt.empty() : OptionalInt.of(fill.integer()));
        try {
          SampleCodec.of(format);
        } catch (IllegalArgumentException e) {
          throw json.wrong("a sample format that can be");
        }
        return format;
      }
    }
    throw json.get("type").wrong("uint8, int16, uint16 or float32");
  }
}
