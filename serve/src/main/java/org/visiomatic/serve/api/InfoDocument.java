package org.visiomatic.serve.api;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.visiomatic.serve.ImageDefaults;
import org.visiomatic.serve.ProductVersion;
import org.visiomatic.serve.library.ServedImage;
import org.visiomatic.tiler.pyramid.Card;
import org.visiomatic.tiler.pyramid.ChannelStatistics;
import org.visiomatic.tiler.pyramid.ImageSection;
import org.visiomatic.tiler.pyramid.PixelRange;
import org.visiomatic.tiler.pyramid.PyramidGeometry;
import org.visiomatic.tiler.pyramid.PyramidMetadata;

/// The answer to `INFO`: the model of an image that clients build on. The names are those of
/// VisiOmatic 3; what it did not have stands at the end: `min_max`, `background_level` and
/// `background_mad` of the whole frame, `identity`, `picture_version`, `notes`.
final class InfoDocument {

  private InfoDocument() {}

  static byte[] of(ServedImage image, ImageDefaults defaults) {
    PyramidGeometry geometry = image.pixels().geometry();
    PyramidMetadata metadata = image.metadata();
    Map<String, @Nullable Object> model = new LinkedHashMap<>();
    model.put("type", "visiomatic");
    model.put("version", ProductVersion.TEXT);
    model.put("image_name", fileName(metadata.source().path()));
    model.put("object_name", objectName(metadata));
    model.put("full_size", List.of(geometry.width(), geometry.height()));
    model.put("tile_size", List.of(geometry.tile().width(), geometry.tile().height()));
    model.put("tile_levels", geometry.levels());
    model.put("channels", geometry.channels());
    model.put("bits_per_channel", 32);
    model.put("brightness", defaults.brightness());
    model.put("contrast", defaults.contrast());
    model.put("color_saturation", defaults.colourSaturation());
    model.put("gamma", defaults.gamma());
    model.put("quality", defaults.quality());
    model.put("header", HeaderObject.of(metadata.header()));
    model.put("images", metadata.sections().stream().map(InfoDocument::section).toList());
    putStatistics(model, metadata.statistics());
    model.put("identity", image.identity());
    model.put("picture_version", PictureVersion.of(image, defaults));
    model.put("notes", metadata.notes());
    return Json.bytes(model);
  }

  private static Map<String, @Nullable Object> section(ImageSection section) {
    Map<String, @Nullable Object> model = new LinkedHashMap<>();
    model.put("size", List.of(section.width(), section.height(), section.channels()));
    model.put("dataslice", List.of(slice(section.dataX()), slice(section.dataY())));
    model.put("detslice", List.of(slice(section.frameX()), slice(section.frameY())));
    putStatistics(model, section.statistics());
    model.put("header", HeaderObject.of(section.header()));
    model.put("hdu", section.hdu());
    model.put("name", section.name());
    return model;
  }

  private static void putStatistics(
      Map<String, @Nullable Object> model, List<ChannelStatistics> statistics) {
    model.put("background_level", numbers(statistics, ChannelStatistics::background));
    model.put("background_mad", numbers(statistics, ChannelStatistics::mad));
    model.put(
        "min_max",
        statistics.stream()
            .map(
                channel ->
                    new @Nullable Double[] {
                      Json.finite(channel.low()), Json.finite(channel.high())
                    })
            .toList());
  }

  private static @Nullable Double[] numbers(List<ChannelStatistics> statistics, Quantity quantity) {
    @Nullable Double[] numbers = new @Nullable Double[statistics.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Json.finite(quantity.of(statistics.get(i)));
    }
    return numbers;
  }

  private static List<Integer> slice(PixelRange range) {
    return List.of(range.first(), range.last(), range.step());
  }

  private static String fileName(String path) {
    Path name = Path.of(path).getFileName();
    return name == null ? path : name.toString();
  }

  private static String objectName(PyramidMetadata metadata) {
    return metadata
        .header()
        .find("OBJECT")
        .map(Card::value)
        .map(Object::toString)
        .map(String::strip)
        .orElse("");
  }

  /// One number of a channel.
  private interface Quantity {
    float of(ChannelStatistics channel);
  }
}
