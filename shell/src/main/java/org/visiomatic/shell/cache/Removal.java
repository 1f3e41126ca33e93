package org.visiomatic.shell.cache;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.visiomatic.shell.console.Consent;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.console.Table;
import org.visiomatic.shell.console.Table.Column;
import org.visiomatic.tiler.batch.ByteSize;

/// Removes images from a cache folder: says which, asks, and tells what came of it.
///
/// @param images those of the folder
/// @param surroundings where to say it
/// @param consent whom to ask
/// @param isRehearsal whether to say only what would be removed
/// @param isJson whether to tell it as one JSON object per line
public record Removal(
    CachedImages images,
    Surroundings surroundings,
    Consent consent,
    boolean isRehearsal,
    boolean isJson) {

  /// How many images a question names.
  private static final int NAMED = 20;

  /// Removes images.
  @FunctionalInterface
  public interface Deed {

    /// @return the pyramids that are gone
    Collection<Path> run() throws IOException, InterruptedException;
  }

  /// Removes images, unless nobody wants that.
  ///
  /// @param victims what the deed will remove, if nobody reads them
  /// @return the exit code
  public int run(List<NamedImage> victims, Deed deed) throws IOException, InterruptedException {
    if (victims.isEmpty()) {
      return tell(victims, Set.of());
    }
    if (isRehearsal) {
      return tell(victims, victims.stream().map(each -> each.pyramid().folder()).toList());
    }
    if (!consent.yes()) {
      surroundings.err().print(table(victims.subList(0, Math.min(NAMED, victims.size()))));
      if (victims.size() > NAMED) {
        surroundings.err().printf("and %,d more%n", victims.size() - NAMED);
      }
      surroundings.err().flush();
    }
    if (!consent.isGivenTo("remove " + amount(victims))) {
      surroundings.say("Nothing was removed.");
      return ExitCode.OK;
    }
    Collection<Path> removed = deed.run();
    return tell(union(victims, removed), removed);
  }

  /// Others may have gone than was foreseen, where some were read.
  private List<NamedImage> union(List<NamedImage> victims, Collection<Path> removed) {
    Set<Path> foreseen = new HashSet<>();
    victims.forEach(image -> foreseen.add(image.pyramid().folder()));
    List<NamedImage> all = new ArrayList<>(victims);
    for (Path pyramid : removed) {
      if (!foreseen.contains(pyramid)) {
        images
            .find(pyramid)
            .ifPresent(found -> all.add(new NamedImage(images.nameOf(pyramid), found)));
      }
    }
    return all;
  }

  private int tell(List<NamedImage> all, Collection<Path> removed) {
    Set<Path> gone = Set.copyOf(removed);
    List<NamedImage> went =
        all.stream().filter(image -> gone.contains(image.pyramid().folder())).toList();
    if (isJson) {
      tellJson(all, went, gone);
    } else if (!went.isEmpty()) {
      surroundings.out().print(table(went));
      surroundings.out().flush();
    }
    all.stream()
        .filter(image -> !gone.contains(image.pyramid().folder()))
        .forEach(
            image ->
                surroundings.say(
                    "%s is in use and stays; try again when nobody reads it."
                        .formatted(image.name())));
    surroundings.say(
        all.isEmpty()
            ? "There is nothing to remove."
            : (isRehearsal ? "Would remove " : "Removed ") + amount(went) + ".");
    return went.size() == all.size() ? ExitCode.OK : ExitCode.BUSY;
  }

  private void tellJson(List<NamedImage> all, List<NamedImage> went, Set<Path> gone) {
    StringBuilder text = new StringBuilder();
    for (NamedImage image : all) {
      boolean isGone = gone.contains(image.pyramid().folder());
      ObjectNode line = Document.of(image).put("removed", isGone && !isRehearsal);
      text.append(Document.line(line)).append(System.lineSeparator());
    }
    ObjectNode end = Document.object();
    end.putObject("summary")
        .put("images", went.size())
        .put("bytes", bytes(went))
        .put("dry_run", isRehearsal);
    surroundings.out().print(text.append(Document.line(end)).append(System.lineSeparator()));
    surroundings.out().flush();
  }

  private static String table(List<NamedImage> images) {
    Table table =
        new Table(Column.ofText("IMAGE"), Column.ofNumbers("SIZE"), Column.ofNumbers("USED"));
    Instant now = Instant.now();
    for (NamedImage image : images) {
      table.add(
          image.name(),
          ByteSize.text(image.pyramid().bytes()),
          Listing.age(image.pyramid().used(), now));
    }
    StringWriter text = new StringWriter();
    table.print(new PrintWriter(text));
    return text.toString();
  }

  private static String amount(List<NamedImage> images) {
    return "%,d %s (%s)"
        .formatted(
            images.size(), images.size() == 1 ? "image" : "images", ByteSize.text(bytes(images)));
  }

  private static long bytes(List<NamedImage> images) {
    return images.stream().mapToLong(image -> image.pyramid().bytes()).sum();
  }
}
