package org.visiomatic.shell.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/// The examples that the help of each verb ends with.
final class Examples {

  private static final Map<String, List<Example>> ALL = new LinkedHashMap<>();

  static {
    add("serve", "serve --data_dir night/", "serves the images below a folder");
    add("serve", "serve m31.fits --port 0", "shows an image at any free port");
    add("demo", "demo --output sky.fits", "keeps the file of the sky");
    add("tile", "tile --jobs 4 night/", "caches all images of a folder");
    add("tile", "tile --dry-run '**/*.fits.fz'", "says what that would take");
    add("tile", "tile --verify @list.txt", "caches what a list names, and checks it");
    add("verify", "verify", "looks at every pyramid of the cache folder");
    add("verify", "verify --source m31.fits", "compares one with its image, pixel for pixel");
    add("verify", "verify --repair --quiet", "builds damaged ones again");
    add("ls", "ls --sort size", "lists images, the largest first");
    add("ls", "ls -l --state changed,gone", "lists those that differ from their files");
    add("info", "info m31.fits --search 'CRVAL*'", "prints some header cards");
    add("du", "du --levels m31.fits", "weighs each resolution");
    add("rm", "rm 'test*' --yes", "removes some without asking");
    add("prune", "prune --older-than 30d --dry-run", "says what was not used for a month");
    add("prune", "prune --max-size 500G --yes", "makes room without asking");
    add("pin", "pin m31.fits", "keeps an image whatever the limits are");
    add("orphans", "orphans --remove", "removes images whose files are gone or have changed");
    add("shell", "shell", "asks for verbs until ^D");
    add("shell", "shell -e -c 'verify; tile night/'", "runs verbs until one fails");
    add("help", "help tile", "tells all about one verb");
    add("history", "history -n 20", "lists the last lines");
  }

  private Examples() {}

  private static void add(String verb, String line, String purpose) {
    List<Example> before = ALL.getOrDefault(verb, List.of());
    ALL.put(verb, Stream.concat(before.stream(), Stream.of(new Example(line, purpose))).toList());
  }

  /// Those of a verb; none for one that explains itself.
  static List<Example> of(String verb) {
    return ALL.getOrDefault(verb, List.of());
  }

  /// Adds those of a verb to its help.
  static void addTo(CommandSpec spec) {
    List<Example> examples = of(spec.name());
    if (examples.isEmpty()) {
      return;
    }
    String text =
        examples.stream()
            .map(example -> "  " + example.line() + "%n      " + example.purpose())
            .collect(Collectors.joining("%n"));
    spec.usageMessage().footer("%nExamples%n" + text);
  }
}
