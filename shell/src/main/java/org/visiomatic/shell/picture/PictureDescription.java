package org.visiomatic.shell.picture;

import java.util.ArrayList;
import java.util.List;
import org.visiomatic.serve.api.Drawing;
import org.visiomatic.tiler.pyramid.Header;

/// Says in words what a picture shows.
final class PictureDescription {

  private PictureDescription() {}

  static String of(OpenedImage image, Drawing drawing) {
    Header header = image.image().metadata().header();
    List<String> facts = new ArrayList<>();
    header
        .text("OBJECT")
        .map(String::strip)
        .filter(object -> !object.isEmpty())
        .ifPresent(facts::add);
    facts.add(image.name());
    if (drawing.channel().isPresent()) {
      facts.add("channel " + drawing.channel().getAsInt());
    }
    facts.add("binning " + (1 << drawing.level()));
    facts.add(
        "columns %d to %d and rows %d to %d of that level, from the top"
            .formatted(
                drawing.left() + 1,
                drawing.left() + drawing.columns(),
                drawing.top() + 1,
                drawing.top() + drawing.rows()));
    header
        .text("BUNIT")
        .map(String::strip)
        .filter(unit -> !unit.isEmpty())
        .ifPresent(unit -> facts.add("unit " + unit));
    return String.join("; ", facts);
  }
}
