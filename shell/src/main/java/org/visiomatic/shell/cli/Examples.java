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
    add("ls", "ls 'm*' --older-than 30d", "those that nobody has looked at for a month");
    add("ls", "ls -l --state changed,gone", "lists those that differ from their files");
    add("info", "info m31.fits", "tells what an image holds and takes");
    add("info", "info m31.fits --search 'CRVAL*'", "looks for cards in its headers");
    add("du", "du", "weighs all images");
    add("stat", "stat", "compares the cache folder with its limits");
    add("rm", "rm m31.fits --dry-run", "says what would be removed");
    add("rm", "rm 'night1*'", "removes all that fit, after asking");
    add("prune", "prune", "removes the least recently used until the limits hold");
    add("prune", "prune --older-than 90d --keep 10 --yes", "removes old ones without asking");
    add("prune", "prune --max-size 500G --yes", "makes room without asking");
    add("clear", "clear --dry-run", "says what removing everything would mean");
    add("repair", "repair", "builds damaged images again");
    add("pin", "pin m31.fits", "keeps an image whatever the limits are");
    add("unpin", "unpin m31.fits", "lets it go with the others again");
    add("orphans", "orphans", "lists images whose files are gone or have changed");
    add("export", "export m31.fits -o m31.zip", "writes an image into an archive");
    add("import", "import m31.zip", "takes it out again, checked");
    add("mv-cache", "mv-cache /data/visiomatic", "moves all to another disk");
    add("show", "show m31.fits", "draws an image in the terminal");
    add("show", "show m31.fits --zoom 8 --at 1200,800", "looks closer");
    add("render", "render m31.fits -o m31.png", "makes a picture of the whole image");
    add("render", "render m31.fits --chan 1 --cmp viridis -o m31.jpg", "in other colours");
    add("pix", "pix m31.fits 1200,800", "prints the values of a pixel");
    add("profile", "profile m31.fits 1,1:600,400", "plots the values along a line");
    add("hist", "hist m31.fits", "plots how often values occur");
    add("config", "config", "lists all settings and where they come from");
    add("config", "config set max_cache_size 500G", "writes a setting into the file");
    add("connect", "connect http://localhost:8010", "lets verbs be about a running server");
    add("status", "status", "tells how the server is");
    add("top", "top", "shows what it is doing until ^C");
    add("images", "images", "lists the images that it holds open");
    add("warm", "warm m31.fits", "fills its memory with the top of an image");
    add("evict", "evict m31.fits", "takes an image out of its memory");
    add("reload", "reload", "lets it read its configuration again");
    add("log", "log -f", "shows what it answers, as it goes on");
    add("shell", "shell", "asks for verbs until ^D");
    add("shell", "shell -e -c 'verify; tile night/'", "runs verbs until one fails");
    add("help", "help tile", "tells all about one verb");
    add("connect", "connect 8010", "lets the verbs below be about the server with that admin_port");
    add("connect", "connect https://sky.example/admin --token-file ~/.token", "shows it a token");
    add("status", "status --json", "prints all that the server says of itself");
    add("top", "top -d 5", "looks every five seconds");
    add("top", "top --once", "looks once");
    add("images", "images --sort size", "lists what is open, the largest first");
    add("warm", "warm m31.fits --levels 5", "has five levels in memory before visitors come");
    add("evict", "evict m31.fits", "puts an image away");
    add("reload", "reload", "lets a changed configuration count");
    add("log", "log -f", "follows all requests and events");
    add("log", "log -f --status 5xx", "waits for trouble");
    add("log", "log -n 100 --slow 500", "lists what took half a second or longer");
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
