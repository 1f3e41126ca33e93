package org.visiomatic.shell.cache;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.visiomatic.tiler.pyramid.Card;
import org.visiomatic.tiler.pyramid.ImageSection;
import org.visiomatic.tiler.pyramid.PyramidMetadata;

/// The header cards of an image that fit a search: those of the frame, and those of its HDUs.
///
/// @param search a text that a card has to contain in keyword, value or comment, whatever the case;
///   with `*` or `?` a pattern that its keyword has to fit; empty for all cards
record HeaderCards(String search) {

  private static final Pattern SPECIAL = Pattern.compile("[*?]|[^*?]+");

  /// A card and the header that it stands in.
  ///
  /// @param place `frame`, or the number of an HDU
  private record PlacedCard(String place, Card card) {}

  private List<PlacedCard> found(PyramidMetadata metadata) {
    Predicate<Card> fits = condition();
    List<PlacedCard> found = new ArrayList<>();
    add(found, "frame", metadata.header().cards(), fits);
    for (ImageSection section : metadata.sections()) {
      add(found, "HDU " + section.hdu(), section.header().cards(), fits);
    }
    return found;
  }

  private static void add(
      List<PlacedCard> found, String place, List<Card> cards, Predicate<Card> fits) {
    cards.stream().filter(fits).forEach(card -> found.add(new PlacedCard(place, card)));
  }

  private Predicate<Card> condition() {
    if (search.isEmpty()) {
      return card -> true;
    }
    if (search.indexOf('*') >= 0 || search.indexOf('?') >= 0) {
      String expression =
          SPECIAL
              .matcher(search)
              .replaceAll(
                  part ->
                      switch (part.group()) {
                        case "*" -> ".*";
                        case "?" -> ".";
                        default ->
                            java.util.regex.Matcher.quoteReplacement(Pattern.quote(part.group()));
                      });
      Pattern pattern = Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
      return card -> pattern.matcher(card.keyword()).matches();
    }
    String text = search.toLowerCase(Locale.ROOT);
    return card ->
        line(card).toLowerCase(Locale.ROOT).contains(text)
            || card.keyword().toLowerCase(Locale.ROOT).contains(text);
  }

  /// The cards as lines, with the name of its header above each group.
  List<String> lines(PyramidMetadata metadata) {
    List<String> lines = new ArrayList<>();
    String last = "";
    for (PlacedCard placed : found(metadata)) {
      if (!placed.place.equals(last)) {
        last = placed.place;
        lines.add("# " + last);
      }
      lines.add(Printable.of(line(placed.card)));
    }
    return lines;
  }

  /// A card as FITS files show it, whatever its length.
  private static String line(Card card) {
    Object value = card.value();
    String comment = card.comment() == null ? "" : card.comment();
    if (value == null && isCommentary(card.keyword())) {
      return "%-8s%s".formatted(card.keyword(), comment.isEmpty() ? "" : " " + comment);
    }
    String line = "%-8s= %20s".formatted(card.keyword(), text(value));
    return comment.isEmpty() ? line : line + " / " + comment;
  }

  private static boolean isCommentary(String keyword) {
    return keyword.isBlank() || keyword.equals("COMMENT") || keyword.equals("HISTORY");
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case String text -> "%-20s".formatted("'" + text.replace("'", "''") + "'");
      case Boolean flag -> flag ? "T" : "F";
      case Object number -> number.toString();
    };
  }

  /// The cards as JSON: `header`, `keyword`, `value`, `comment`.
  ArrayNode json(PyramidMetadata metadata) {
    ArrayNode cards = Document.object().arrayNode();
    for (PlacedCard placed : found(metadata)) {
      ObjectNode card = cards.addObject().put("header", placed.place);
      card.put("keyword", placed.card.keyword());
      put(card, placed.card.value());
      card.put("comment", placed.card.comment());
    }
    return cards;
  }

  /// JSON knows no numbers that are not finite.
  private static void put(ObjectNode card, @Nullable Object value) {
    switch (value) {
      case null -> card.putNull("value");
      case Boolean flag -> card.put("value", flag);
      case Long number -> card.put("value", number);
      case BigInteger number -> card.put("value", number);
      case Double number when Double.isFinite(number) -> card.put("value", number);
      case Object other -> card.put("value", other.toString());
    }
  }
}
