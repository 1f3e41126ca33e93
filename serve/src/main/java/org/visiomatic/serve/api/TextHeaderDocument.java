package org.visiomatic.serve.api;

import java.nio.charset.StandardCharsets;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.visiomatic.serve.library.ServedImage;
import org.visiomatic.tiler.pyramid.Card;
import org.visiomatic.tiler.pyramid.ChannelStatistics;
import org.visiomatic.tiler.pyramid.PyramidGeometry;

/// The answer to `obj`: what an IIP client wants to know, then the FITS header as cards.
final class TextHeaderDocument {

  private TextHeaderDocument() {}

  static byte[] of(ServedImage image) {
    PyramidGeometry geometry = image.pixels().geometry();
    StringBuilder cards = new StringBuilder();
    for (Card card : image.metadata().header().cards()) {
      CardText.append(cards, card);
    }
    CardText.end(cards, 0);
    String text =
        """
        IIP:1.0
        Max-size:%d %d
        Tile-size:%d %d
        Resolution-number:%d
        Bits-per-channel:32
        Min-Max-sample-values:[%s] [%s]
        subject/%d:%s"""
            .formatted(
                geometry.width(),
                geometry.height(),
                geometry.tile().width(),
                geometry.tile().height(),
                geometry.levels(),
                list(image, ChannelStatistics::low),
                list(image, ChannelStatistics::high),
                cards.length(),
                cards);
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String list(ServedImage image, ToDoubleFunction<ChannelStatistics> cut) {
    return image.metadata().statistics().stream()
        .map(statistics -> Float.toString((float) cut.applyAsDouble(statistics)))
        .collect(Collectors.joining(" "));
  }
}
