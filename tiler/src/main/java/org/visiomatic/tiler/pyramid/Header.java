package org.visiomatic.tiler.pyramid;

import java.util.List;
import java.util.Optional;

/// A FITS header as an ordered list of cards, without `END`.
///
/// @param cards the cards in the order of the file
public record Header(List<Card> cards) {

  public Header {
    cards = List.copyOf(cards);
  }

  /// The first card with that keyword.
  public Optional<Card> find(String keyword) {
    return cards.stream().filter(card -> card.keyword().equals(keyword)).findFirst();
  }

  /// The value of the first card with that keyword, if it is a text.
  public Optional<String> text(String keyword) {
    return find(keyword).map(Card::value).filter(String.class::isInstance).map(String.class::cast);
  }

  /// The value of the first card with that keyword, if it is a number.
  public Optional<Number> number(String keyword) {
    return find(keyword).map(Card::value).filter(Number.class::isInstance).map(Number.class::cast);
  }
}
