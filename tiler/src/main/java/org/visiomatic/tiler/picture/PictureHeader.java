package org.visiomatic.tiler.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.visiomatic.tiler.pyramid.Card;
import org.visiomatic.tiler.pyramid.Header;
import org.visiomatic.tiler.source.ArrayShape;

/// Makes the FITS header of a picture: what it is by its own account, then what its metadata say of
/// the sky.
final class PictureHeader {

  /// Keywords that describe how an image is stored. Those of the picture are true, those in a
  /// header that it carries along are of the image that it was made from.
  private static final Pattern STORAGE =
      Pattern.compile(
          "SIMPLE|XTENSION|BITPIX|NAXIS\\d*|EXTEND|PCOUNT|GCOUNT|GROUPS|BSCALE|BZERO|BLANK|END"
              + "|INHERIT|CHECKSUM|DATASUM|DATAMIN|DATAMAX"
              + "|ZIMAGE|ZCMPTYPE|ZBITPIX|ZNAXIS\\d*|ZTILE\\d+|ZNAME\\d+|ZVAL\\d+|ZQUANTIZ|ZDITHER0");

  private final List<Card> cards = new ArrayList<>();

  /// Begins with the keywords that every image has.
  PictureHeader(int number, ArrayShape shape, SampleType type) {
    add(number == 0 ? "SIMPLE" : "XTENSION", number == 0 ? true : "IMAGE");
    add("BITPIX", (long) shape.bitpix());
    add("NAXIS", shape.channels() == 1 ? 2L : 3L);
    add("NAXIS1", (long) shape.width());
    add("NAXIS2", (long) shape.height());
    if (shape.channels() > 1) {
      add("NAXIS3", (long) shape.channels());
    }
    if (number > 0) {
      add("PCOUNT", 0L);
      add("GCOUNT", 1L);
    }
    if (type.isShifted()) {
      add("BSCALE", 1L);
      add("BZERO", bzero(type));
    }
  }

  private static Number bzero(SampleType type) {
    double zero = Math.scalb(1.0, type.bits() - 1);
    return type.bits() < Long.SIZE ? (Number) (long) zero : (Number) zero;
  }

  /// Adds a text, unless it is empty or the keyword is there.
  PictureHeader text(String keyword, String text) {
    if (!text.isBlank() && !has(keyword)) {
      add(keyword, text.strip());
    }
    return this;
  }

  /// Adds the cards of a header that the picture carries along.
  PictureHeader described(List<Card> described) {
    for (Card card : described) {
      if (!STORAGE.matcher(card.keyword()).matches()) {
        cards.add(card);
      }
    }
    return this;
  }

  /// Adds world coordinates, unless there are some.
  PictureHeader world(List<Card> world) {
    if (!has("CTYPE1")) {
      cards.addAll(world);
    }
    return this;
  }

  Header header() {
    return new Header(cards);
  }

  private boolean has(String keyword) {
    return cards.stream().anyMatch(card -> card.keyword().equals(keyword));
  }

  private void add(String keyword, Object value) {
    cards.add(new Card(keyword, value, null));
  }
}
