package org.visiomatic.serve.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.visiomatic.tiler.pyramid.Card;
import org.visiomatic.tiler.pyramid.Header;

/// A FITS header as a JSON object: keyword to value, in the order of the file. Of a keyword that
/// comes more than once the last value counts, at the place of the first. Commentary records have
/// their text as value; undefined values are null.
final class HeaderObject {

  private HeaderObject() {}

  static Map<String, @Nullable Object> of(Header header) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (Card card : header.cards()) {
      object.put(card.keyword(), value(card));
    }
    return object;
  }

  private static @Nullable Object value(Card card) {
    if (CardText.isCommentary(card)) {
      return card.comment() == null ? "" : card.comment();
    }
    return card.value() instanceof Double number ? Json.finite(number) : card.value();
  }
}
