package org.visiomatic.tiler.source;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which HDUs of a file to take: by number (`2`), range (`1-4`) or `EXTNAME` (`SCI`, in any case).
///
/// @param terms what to take; empty for all images
public record HduSelection(List<String> terms) {

  private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:\\s*-\\s*(\\d{1,9}))?");

  public HduSelection {
    terms = List.copyOf(terms);
  }

  /// The chosen images, each once, in the order of the file.
  ///
  /// @param file name, for messages
  /// @throws UnreadableSourceException when one of the terms fits no image of the file
  public List<ImageHdu> from(String file, List<ImageHdu> images) throws UnreadableSourceException {
    if (terms.isEmpty()) {
      return List.copyOf(images);
    }
    Set<ImageHdu> chosen = new LinkedHashSet<>();
    for (String term : terms) {
      List<ImageHdu> fitting = images.stream().filter(image -> fits(term, image)).toList();
      if (fitting.isEmpty()) {
        throw new UnreadableSourceException(
            "%s has no image that is called \"%s\"; it has %s."
                .formatted(file, term, names(images)));
      }
      chosen.addAll(fitting);
    }
    return images.stream().filter(chosen::contains).toList();
  }

  private static boolean fits(String term, ImageHdu image) {
    Matcher range = RANGE.matcher(term.strip());
    if (!range.matches()) {
      return image.name().equalsIgnoreCase(term.strip());
    }
    int first = Integer.parseInt(range.group(1));
    int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
    return image.number() >= first && image.number() <= last;
  }

  private static String names(List<ImageHdu> images) {
    List<String> names = new ArrayList<>();
    for (ImageHdu image : images) {
      names.add(image.number() + (image.name().isEmpty() ? "" : " (\"" + image.name() + "\")"));
    }
    return "image HDU " + String.join(", ", names);
  }
}
