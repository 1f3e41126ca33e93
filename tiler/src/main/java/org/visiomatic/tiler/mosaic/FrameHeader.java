package org.visiomatic.tiler.mosaic;

import java.util.ArrayList;
import java.util.List;
import org.visiomatic.tiler.pyramid.Card;
import org.visiomatic.tiler.pyramid.Header;
import org.visiomatic.tiler.pyramid.PixelRange;

/// Makes the header of a frame from that of its first image: size of the frame, and world
/// coordinates moved and flipped as the image was.
final class FrameHeader {

  private final List<Card> cards = new ArrayList<>();

  private FrameHeader(Header first) {
    for (Card card : first.cards()) {
      if (!WorldCoordinates.OLD_KEYWORDS.matcher(card.keyword()).matches()) {
        cards.add(card);
      }
    }
  }

  /// @param first the first image
  /// @param firstX lowest column of the frame, in numbers of `DETSEC`
  /// @param firstY lowest row of the frame, in numbers of `DETSEC`
  static Header of(Placement first, Mosaic frame, int firstX, int firstY) {
    Header header = first.image().header();
    int stepX = first.dataX().step() * first.frameX().step();
    int stepY = first.dataY().step() * first.frameY().step();
    WorldCoordinates world = WorldCoordinates.of(header).flipped(stepX, stepY);
    FrameHeader result = new FrameHeader(header);
    result.set("NAXIS1", (long) frame.width());
    result.set("NAXIS2", (long) frame.height());
    result.set("NAXIS3", (long) frame.channels());
    result.set("CRPIX1", moved(header, "CRPIX1", first.dataX(), first.frameX(), firstX));
    result.set("CRPIX2", moved(header, "CRPIX2", first.dataY(), first.frameY(), firstY));
    result.set("CD1_1", world.cd11());
    result.set("CD1_2", world.cd12());
    result.set("CD2_1", world.cd21());
    result.set("CD2_2", world.cd22());
    return new Header(result.cards);
  }

  /// Where the reference pixel of an image is in the frame.
  private static Number moved(
      Header header, String keyword, PixelRange data, PixelRange frame, int first) {
    Number pixel = header.number(keyword).orElse(1L);
    long start = (long) frame.first() - first + 1;
    int step = data.step() * frame.step();
    if (pixel instanceof Long whole) {
      return start + step * (whole - data.first());
    }
    return start + step * (pixel.doubleValue() - data.first());
  }

  /// Replaces the value of a keyword wherever it stands, or adds it at the end. Readers differ in
  /// which one of repeated keywords they take.
  private void set(String keyword, Number value) {
    boolean found = false;
    for (int i = 0; i < cards.size(); i++) {
      if (cards.get(i).keyword().equals(keyword)) {
        cards.set(i, new Card(keyword, value, cards.get(i).comment()));
        found = true;
      }
    }
    if (!found) {
      cards.add(new Card(keyword, value, null));
    }
  }
}
