package org.visiomatic.tiler.fits;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.visiomatic.tiler.pyramid.Card;
import org.visiomatic.tiler.pyramid.Header;

/// Headers as they read once the pixels are physical values.
final class PhysicalHeader {

  private static final Set<String> SCALING = Set.of("BSCALE", "BZERO", "BLANK");

  private PhysicalHeader() {}

  /// Header of an uncompressed image. Integers that are scaled to something else lose the keywords
  /// that say so and become floats; unscaled and unsigned ones keep their header as it is, since
  /// there these keywords tell the type.
  static Header ofPlain(Header stored, int bitpix, Scaling scaling) {
    if (scaling.isIdentity() || scaling.isUnsigned(bitpix)) {
      return stored;
    }
    List<Card> cards = new ArrayList<>();
    for (Card card : stored.cards()) {
      if (card.keyword().equals("BITPIX")) {
        cards.add(new Card("BITPIX", (long) floating(bitpix), card.comment()));
      } else if (!SCALING.contains(card.keyword())) {
        cards.add(card);
      }
    }
    return new Header(cards);
  }

  /// The float type that holds scaled numbers of a type.
  static int floating(int bitpix) {
    return bitpix == 8 || bitpix == 16 || bitpix == -32 ? -32 : -64;
  }
}
