package org.visiomatic.tiler.pyramid;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a pyramid says about itself, as JSON.
///
/// Cards are arrays of three, `[keyword, value, comment]`. Whole numbers are integers, others have
/// a decimal point or an exponent; a number that is not finite is an object with the only field
/// `number`.
final class MetadataJson {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private MetadataJson() {}

  /// Adds the fields of the metadata to an object.
  static void write(PyramidMetadata metadata, ObjectNode to) {
    write(metadata.source(), to);
    to.put("options", metadata.options());
    metadata.notes().forEach(to.putArray("notes")::add);
    to.set("statistics", statistics(metadata.statistics()));
    to.set("header", header(metadata.header()));
    ArrayNode sections = to.putArray("sections");
    metadata.sections().forEach(section -> sections.add(section(section)));
  }

  /// Adds the field of the source to an object, or replaces it.
  static void write(SourceStamp source, ObjectNode to) {
    to.putObject("source")
        .put("path", source.path())
        .put("size", source.size())
        .put("modified_ns", source.modifiedNanos());
  }

  /// Reads what [#write] has written.
  static PyramidMetadata read(JsonField from) throws DamagedPyramidException {
    JsonField source = from.get("source");
    List<ImageSection> sections = new ArrayList<>();
    for (JsonField section : from.get("sections").items()) {
      sections.add(section(section));
    }
    List<String> notes = new ArrayList<>();
    for (JsonField note : from.get("notes").items()) {
      notes.add(note.text());
    }
    return new PyramidMetadata(
        new SourceStamp(
            source.get("path").text(), source.get("size").wide(), source.get("modified_ns").wide()),
        from.get("options").text(),
        header(from.get("header")),
        sections,
        statistics(from.get("statistics")),
        notes);
  }

  private static ObjectNode section(ImageSection section) {
    ObjectNode json =
        JSON.objectNode()
            .put("hdu", section.hdu())
            .put("name", section.name())
            .put("width", section.width())
            .put("height", section.height())
            .put("channels", section.channels());
    json.set("data_x", range(section.dataX()));
    json.set("data_y", range(section.dataY()));
    json.set("frame_x", range(section.frameX()));
    json.set("frame_y", range(section.frameY()));
    json.set("statistics", statistics(section.statistics()));
    json.set("header", header(section.header()));
    return json;
  }

  private static ImageSection section(JsonField json) throws DamagedPyramidException {
    return new ImageSection(
        json.get("hdu").integer(),
        json.get("name").text(),
        json.get("width").integer(),
        json.get("height").integer(),
        json.get("channels").integer(),
        range(json.get("data_x")),
        range(json.get("data_y")),
        range(json.get("frame_x")),
        range(json.get("frame_y")),
        statistics(json.get("statistics")),
        header(json.get("header")));
  }

  private static ArrayNode range(PixelRange range) {
    return JSON.arrayNode().add(range.first()).add(range.last());
  }

  private static PixelRange range(JsonField json) throws DamagedPyramidException {
    List<JsonField> ends = json.items();
    if (ends.size() != 2) {
      throw json.wrong("a range of two ends");
    }
    return new PixelRange(ends.get(0).integer(), ends.get(1).integer());
  }

  private static ArrayNode statistics(List<ChannelStatistics> channels) {
    ArrayNode array = JSON.arrayNode();
    for (ChannelStatistics channel : channels) {
      // As doubles: every float survives the way through decimal digits and back.
      ObjectNode json =
          array
              .addObject()
              .put("background", (double) channel.background())
              .put("mad", (double) channel.mad())
              .put("low", (double) channel.low())
              .put("high", (double) channel.high());
      if (!channel.histogram().counts().isEmpty()) {
        write(channel.histogram(), json.putObject("histogram"));
      }
    }
    return array;
  }

  private static List<ChannelStatistics> statistics(JsonField json) throws DamagedPyramidException {
    List<ChannelStatistics> channels = new ArrayList<>();
    for (JsonField channel : json.items()) {
      channels.add(
          new ChannelStatistics(
              (float) channel.get("background").real(),
              (float) channel.get("mad").real(),
              (float) channel.get("low").real(),
              (float) channel.get("high").real(),
              channel.has("histogram")
                  ? histogram(channel.get("histogram"))
                  : ValueHistogram.NONE));
    }
    return channels;
  }

  private static void write(ValueHistogram histogram, ObjectNode json) {
    json.put("low", (double) histogram.low())
        .put("high", (double) histogram.high())
        .put("below", histogram.below())
        .put("above", histogram.above());
    histogram.counts().forEach(json.putArray("counts")::add);
  }

  private static ValueHistogram histogram(JsonField json) throws DamagedPyramidException {
    List<Long> counts = new ArrayList<>();
    for (JsonField count : json.get("counts").items()) {
      counts.add(count.wide());
    }
    try {
      return new ValueHistogram(
          (float) json.get("low").real(),
          (float) json.get("high").real(),
          json.get("below").wide(),
          json.get("above").wide(),
          counts);
    } catch (IllegalArgumentException e) {
      throw json.wrong("a histogram of %d bins".formatted(ValueHistogram.BINS));
    }
  }

  private static ArrayNode header(Header header) {
    ArrayNode cards = JSON.arrayNode();
    for (Card card : header.cards()) {
      ArrayNode json = cards.addArray().add(card.keyword());
      add(card, json);
      json.add(card.comment());
    }
    return cards;
  }

  /// Not a switch over types: the first of those takes longer than writing a whole header.
  private static void add(Card card, ArrayNode json) {
    Object value = card.value();
    if (value == null) {
      json.addNull();
    } else if (value instanceof String text) {
      json.add(text);
    } else if (value instanceof Boolean flag) {
      json.add(flag);
    } else if (value instanceof Long number) {
      json.add(number);
    } else if (value instanceof BigInteger number) {
      json.add(number);
    } else if (value instanceof Double number && Double.isFinite(number)) {
      json.add(number);
    } else if (value instanceof Double number) {
      json.addObject().put("number", number.toString());
    } else {
      throw new IllegalArgumentException(
          "The card %s has a value of %s; a text, truth value, Long, BigInteger or Double was expected."
              .formatted(card.keyword(), value.getClass()));
    }
  }

  private static Header header(JsonField json) throws DamagedPyramidException {
    List<Card> cards = new ArrayList<>();
    for (JsonField card : json.items()) {
      List<JsonField> parts = card.items();
      if (parts.size() != 3) {
        throw card.wrong("a keyword, a value and a comment");
      }
      String comment = parts.get(2).isNull() ? null : parts.get(2).text();
      cards.add(new Card(parts.get(0).text(), value(parts.get(1)), comment));
    }
    return new Header(cards);
  }

  private static @Nullable Object value(JsonField json) throws DamagedPyramidException {
    return switch (json.node().getNodeType()) {
      case NULL -> null;
      case STRING -> json.text();
      case BOOLEAN -> json.node().booleanValue();
      case OBJECT -> json.get("number").real();
      case NUMBER -> {
        if (!json.node().isIntegralNumber()) {
          yield json.real();
        }
        yield json.node().canConvertToLong() ? json.wide() : json.node().bigIntegerValue();
      }
      case ARRAY, BINARY, MISSING, POJO -> throw json.wrong("the value of a header card");
    };
  }
}
