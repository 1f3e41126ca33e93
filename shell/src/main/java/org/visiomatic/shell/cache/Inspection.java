package org.visiomatic.shell.cache;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.visiomatic.shell.console.InputException;

/// A look at one image in a cache folder.
///
/// @param search which header cards to print in place of all else; all of them when it holds an
///   empty text, none when it is empty
/// @param isJson whether to print a JSON object
public record Inspection(Optional<String> search, boolean isJson) {

  /// Prints what there is to say.
  ///
  /// @param now from which ages are counted
  public void print(CachedImages images, Path pyramid, Instant now, PrintWriter out)
      throws IOException {
    Description description = Description.of(images, pyramid);
    Optional<HeaderCards> cards = search.map(HeaderCards::new);
    if (isJson) {
      out.println(DescriptionDocument.of(description, cards));
    } else if (cards.isPresent()) {
      print(cards.get().lines(description.pyramid().metadata()), description, out);
    } else {
      new DescriptionText(description, now, out).print();
    }
    out.flush();
  }

  private void print(List<String> cards, Description description, PrintWriter out)
      throws InputException {
    if (cards.isEmpty()) {
      throw new InputException(
          "No header card of %s fits '%s'."
              .formatted(description.image().name(), search.orElse("")));
    }
    cards.forEach(out::println);
  }
}
