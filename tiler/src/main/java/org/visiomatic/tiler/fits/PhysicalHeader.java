package org.visiomatic.tiler.fits;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.visiomatic.tiler.pyramid.Card;
import org.visiomatic.tiler.pyramid.Header;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// Headers as they read once the pixels are physical values.
final class PhysicalHeader {

  private static final Set<String> SCALING = Set.of("BSCALE", "BZERO", "BLANK");

  /// Keywords of the table around a compressed image, and of the compression itself.
  private static final Pattern TABLE =
      Pattern.compile(
          "XTENSION|BITPIX|NAXIS\\d*|PCOUNT|GCOUNT|TFIELDS|THEAP|EXTEND"
              + "|T(TYPE|FORM|UNIT|NULL|SCAL|ZERO|DISP|DIM|BCOL)\\d+"
              + "|Z(IMAGE|SIMPLE|TENSION|EXTEND|BLOCKED|PCOUNT|GCOUNT|BITPIX|NAXIS\\d*|CMPTYPE|TILE\\d+"
              + "|NAME\\d+|VAL\\d+|QUANTIZ|DITHER0|BLANK|SCALE|ZERO|MASKCMP|HECKSUM|DATASUM)"
              + "|CHECKSUM|DATASUM");

  /// The name that the table gets when the image has none.
  private static final String NO_NAME = "COMPRESSED_IMAGE";

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

  /// Header of the image inside a compressed one, as it reads once decompressed and scaled.
  static Header ofCompressed(Hdu hdu, int bitpix, Scaling scaling)
      throws UnreadableSourceException {
    boolean scaled = !scaling.isIdentity() && !scaling.isUnsigned(bitpix);
    List<Long> axes = hdu.axes("ZNAXIS");
    List<Card> cards = new ArrayList<>();
    cards.add(new Card("XTENSION", "IMAGE", null));
    cards.add(new Card("BITPIX", (long) (scaled ? floating(bitpix) : bitpix), null));
    cards.add(new Card("NAXIS", (long) axes.size(), null));
    for (int i = 0; i < axes.size(); i++) {
      cards.add(new Card("NAXIS" + (i + 1), axes.get(i), null));
    }
    cards.add(new Card("PCOUNT", 0L, null));
    cards.add(new Card("GCOUNT", 1L, null));
    for (Card card : hdu.header().cards()) {
      if (!TABLE.matcher(card.keyword()).matches() && !isHidden(card, scaled)) {
        cards.add(card);
      }
    }
    return new Header(cards);
  }

  private static boolean isHidden(Card card, boolean scaled) {
    return switch (card.keyword()) {
      case "BSCALE", "BZERO" -> true;
      case "BLANK" -> scaled;
      case "EXTNAME" -> card.value() instanceof String name && name.strip().equals(NO_NAME);
      default -> false;
    };
  }
}
