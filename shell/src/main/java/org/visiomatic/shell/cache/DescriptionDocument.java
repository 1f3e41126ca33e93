package org.visiomatic.shell.cache;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.visiomatic.tiler.pyramid.ChannelStatistics;
import org.visiomatic.tiler.pyramid.ImageSection;
import org.visiomatic.tiler.pyramid.PixelRange;
import org.visiomatic.tiler.pyramid.PyramidGeometry;
import org.visiomatic.tiler.pyramid.PyramidMetadata;
import org.visiomatic.tiler.pyramid.ValueHistogram;

/// What there is to say about an image, as a JSON object.
final class DescriptionDocument {

  private DescriptionDocument() {}

  /// @param cards which header cards to tell; none when empty
  static String of(Description description, Optional<HeaderCards> cards) {
    PyramidGeometry geometry = description.pyramid().geometry();
    PyramidMetadata metadata = description.pyramid().metadata();
    ObjectNode object = Document.of(description.image());
    object.put("state", description.state().toString()).put("in_use", description.isInUse());
    object
        .put("source_bytes", metadata.source().size())
        .put(
            "source_modified",
            Document.time(Instant.ofEpochSecond(0, metadata.source().modifiedNanos())))
        .put("options", metadata.options())
        .put("tile_width", geometry.tile().width())
        .put("tile_height", geometry.tile().height());
    ArrayNode notes = object.putArray("notes");
    metadata.notes().forEach(notes::add);
    ArrayNode hdus = object.putArray("hdus");
    metadata.sections().forEach(section -> add(hdus.addObject(), section));
    ArrayNode resolutions = object.putArray("resolutions");
    for (int level = 0; level < geometry.levels(); level++) {
      resolutions
          .addObject()
          .put("level", level)
          .put("width", geometry.width(level))
          .put("height", geometry.height(level))
          .put("tiles", geometry.channels() * geometry.tiles(level))
          .put("bytes", description.levelBytes().get(level));
    }
    add(object.putArray("statistics"), metadata.statistics());
    cards.ifPresent(wanted -> object.set("header", wanted.json(metadata)));
    return Document.line(object);
  }

  private static void add(ObjectNode hdu, ImageSection section) {
    hdu.put("number", section.hdu()).put("name", section.name());
    hdu.put("width", section.width())
        .put("height", section.height())
        .put("channels", section.channels());
    range(hdu, "frame_x", section.frameX());
    range(hdu, "frame_y", section.frameY());
  }

  private static void range(ObjectNode hdu, String name, PixelRange range) {
    hdu.putArray(name).add(range.first()).add(range.last());
  }

  private static void add(ArrayNode array, List<ChannelStatistics> channels) {
    for (ChannelStatistics channel : channels) {
      ObjectNode object =
          array
              .addObject()
              .put("background", channel.background())
              .put("mad", channel.mad())
              .put("low", channel.low())
              .put("high", channel.high());
      ValueHistogram histogram = channel.histogram();
      if (!histogram.counts().isEmpty()) {
        ObjectNode drawn =
            object
                .putObject("histogram")
                .put("low", histogram.low())
                .put("high", histogram.high())
                .put("below", histogram.below())
                .put("above", histogram.above());
        histogram.counts().forEach(drawn.putArray("counts")::add);
      }
    }
  }
}
