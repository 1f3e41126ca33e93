package org.visiomatic.shell.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.visiomatic.tiler.pyramid.CachedPyramid;
import org.visiomatic.tiler.pyramid.PyramidGeometry;
import org.visiomatic.tiler.pyramid.PyramidOutline;

/// What is said about images, as JSON objects in one line each.
final class Document {

  private static final JsonMapper JSON = new JsonMapper();

  private Document() {}

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static String line(ObjectNode object) {
    try {
      return JSON.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /// All that the inventory says about an image.
  static ObjectNode of(NamedImage image) {
    CachedPyramid pyramid = image.pyramid();
    ObjectNode object = object();
    object.put("image", image.name()).put("pyramid", pyramid.folder().toString());
    object.put("bytes", pyramid.bytes()).put("last_use", time(pyramid.used()));
    object.put("pinned", pyramid.isPinned());
    pyramid.outline().ifPresent(outline -> add(object, outline));
    return object;
  }

  private static void add(ObjectNode object, PyramidOutline outline) {
    PyramidGeometry geometry = outline.geometry();
    object
        .put("built", time(outline.made()))
        .put("width", geometry.width())
        .put("height", geometry.height())
        .put("channels", geometry.channels())
        .put("levels", geometry.levels())
        .put("type", outline.type().zarrName())
        .put("compression", outline.storage().compression().name().toLowerCase(Locale.ROOT))
        .put("checksums", outline.storage().checksums())
        .put("source", outline.source().path());
  }
}
