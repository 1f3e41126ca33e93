package org.visiomatic.tiler.pyramid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The `zarr.json` documents of a pyramid: one of the group, one of each level.
final class ZarrDocuments {

  /// The name of every document, whatever it describes.
  static final String NAME = "zarr.json";

  /// The version of our part of the metadata; see `docs/reference/cache-format.md`.
  static final int FORMAT_VERSION = 2;

  /// Far above what headers take; a larger document is not one of ours.
  private static final long MAXIMUM_BYTES = 1L << 28;

  private static final JsonMapper JSON = new JsonMapper();
  // Not the line ends of the system: equal pyramids are equal bytes everywhere.
  private static final ObjectWriter WRITER =
      JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

  private ZarrDocuments() {}

  /// The document of the group.
  ///
  /// @param own our part of the attributes
  static ObjectNode group(PyramidGeometry geometry, SourceStamp source, ObjectNode own) {
    ObjectNode group = JSON.createObjectNode();
    group.put("zarr_format", 3).put("node_type", "group");
    ObjectNode attributes = group.putObject("attributes");
    ObjectNode ome = attributes.putObject("ome").put("version", "0.5");
    ObjectNode scales = ome.putArray("multiscales").addObject().put("name", source.name());
    ArrayNode axes = scales.putArray("axes");
    axes.addObject().put("name", "c").put("type", "channel");
    axes.addObject().put("name", "y").put("type", "space");
    axes.addObject().put("name", "x").put("type", "space");
    ArrayNode datasets = scales.putArray("datasets");
    for (int level = 0; level < geometry.levels(); level++) {
      double y = pixelSize(geometry.height(), level);
      double x = pixelSize(geometry.width(), level);
      ArrayNode steps =
          datasets
              .addObject()
              .put("path", Integer.toString(level))
              .putArray("coordinateTransformations");
      steps.addObject().put("type", "scale").putArray("scale").add(1.0).add(y).add(x);
      steps
          .addObject()
          .put("type", "translation")
          .putArray("translation")
          .add(0.0)
          .add((y - 1) / 2)
          .add((x - 1) / 2);
    }
    attributes.set("visiomatic", own);
    return group;
  }

  /// How many pixels of level 0 a pixel of `level` covers along an axis: the axis is halved until
  /// it is one pixel long.
  private static double pixelSize(int size, int level) {
    return 1L << Math.min(level, Integer.SIZE - 1 - Integer.numberOfLeadingZeros(size));
  }

  /// The document of a level.
  static ObjectNode array(ShardGrid grid) {
    PyramidGeometry geometry = grid.geometry();
    TileSize tile = geometry.tile();
    ObjectNode array = JSON.createObjectNode();
    array.put("zarr_format", 3).put("node_type", "array");
    array
        .putArray("shape")
        .add(geometry.channels())
        .add(geometry.height(grid.level()))
        .add(geometry.width(grid.level()));
    array.put("data_type", grid.format().type().zarrName());
    named(array.putObject("chunk_grid"), "regular")
        .putArray("chunk_shape")
        .add(grid.shardChannels())
        .add(grid.shardRows() * tile.height())
        .add(grid.shardColumns() * tile.width());
    named(array.putObject("chunk_key_encoding"), "default").put("separator", "/");
    fill(array, grid.format());
    ObjectNode sharding = named(array.putArray("codecs").addObject(), "sharding_indexed");
    sharding.putArray("chunk_shape").add(1).add(tile.height()).add(tile.width());
    tileCodecs(sharding.putArray("codecs"), grid.storage());
    ArrayNode index = sharding.putArray("index_codecs");
    named(index.addObject(), "bytes").put("endian", "little");
    index.addObject().put("name", "crc32c");
    sharding.put("index_location", "end");
    attributes(array.putObject("attributes"), grid.format());
    array.putArray("dimension_names").add("c").add("y").add("x");
    return array;
  }

  private static void tileCodecs(ArrayNode codecs, Storage storage) {
    named(codecs.addObject(), "bytes").put("endian", "little");
    switch (storage.compression()) {
      case NONE -> {}
      case ZSTD ->
          named(codecs.addObject(), "zstd")
              .put("level", TilePacker.ZSTD_LEVEL)
              .put("checksum", TilePacker.hasFrameChecksum(storage));
    }
    if (storage.checksums()) {
      codecs.addObject().put("name", "crc32c");
    }
  }

  private static ObjectNode named(ObjectNode extension, String name) {
    return extension.put("name", name).putObject("configuration");
  }

  private static void fill(ObjectNode array, SampleFormat format) {
    if (format.type() == SampleFormat.Type.FLOAT32) {
      array.put("fill_value", "NaN");
    } else {
      array.put("fill_value", format.fill().orElse(0));
    }
  }

  /// Physical values the way the CF conventions say it, for readers that know them.
  private static void attributes(ObjectNode attributes, SampleFormat format) {
    if (format.type() != SampleFormat.Type.FLOAT32) {
      attributes.put("scale_factor", format.scale()).put("add_offset", format.offset());
      format.fill().ifPresent(fill -> attributes.put("_FillValue", fill));
    }
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /// A document as bytes.
  static byte[] bytes(ObjectNode document) {
    try {
      return WRITER.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The bytes of the document of a folder.
  ///
  /// @throws DamagedPyramidException when there is none or it cannot be one of ours
  static byte[] load(Path file) throws IOException {
    try {
      long size = Files.size(file);
      if (size > MAXIMUM_BYTES) {
        throw new DamagedPyramidException(
            "The file %s has %d bytes, but at most %d were expected."
                .formatted(file, size, MAXIMUM_BYTES));
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new DamagedPyramidException(
          "The file %s is missing, but a pyramid has one.".formatted(file), e);
    }
  }

  /// Reads a document.
  static JsonNode parse(Path file, byte[] bytes) throws IOException {
    try {
      // As text: from bytes the parser would guess among encodings that we never write.
      JsonNode document = JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
      if (document != null && document.isObject()) {
        return document;
      }
    } catch (JsonProcessingException e) {
      throw new DamagedPyramidException(
          "The file %s is not the JSON document that was written: %s."
              .formatted(file, JsonField.printable(e.getOriginalMessage())),
          e);
    }
    throw new DamagedPyramidException("The file %s holds no JSON object.".formatted(file));
  }
}
