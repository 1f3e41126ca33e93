package org.visiomatic.shell;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.visiomatic.serve.http.VisiomaticServer;
import org.visiomatic.shell.config.CacheSection;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.HostSection;
import org.visiomatic.shell.config.Setting;
import org.visiomatic.shell.configure.ServerSettingsReader;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Question;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.demo.SyntheticSky;
import org.visiomatic.shell.repl.TerminalScreen;

/// Runs through what later starts will do, so that the JVM can record which classes they need.
enum Rehearsal {

  /// Starts a server on a small image, asks it for what a browser would, and stops.
  SERVER {
    @Override
    int run(Path folder, PrintWriter out) throws IOException, InterruptedException {
      Path image = sky(folder);
      Map<Setting<?>, String> settings =
          Map.of(HostSection.PORT, "0", CacheSection.CACHE_DIR, folder.resolve("cache").toString());
      Configuration configuration = new Configuration(Optional.empty(), Map.of(), settings);
      try (VisiomaticServer server =
          VisiomaticServer.start(
              ServerSettingsReader.read(configuration, Optional.of(image), List.of()), () -> {})) {
        visit(server.uri(), out);
      }
      return ExitCode.OK;
    }
  },

  /// Tiles images of two kinds, and runs the other verbs that end soon.
  BATCH {
    @Override
    int run(Path folder, PrintWriter out) throws IOException {
      int code = tile(folder, out);
      for (String line : SHORT) {
        perform(line, folder, out);
      }
      return code;
    }
  },

  /// Tiles images, and types lines at the prompt of the shell.
  SHELL {
    @Override
    int run(Path folder, PrintWriter out) throws IOException {
      int code = tile(folder, out);
      // What holds for the terminal of a user holds for the one that is played.
      System.setProperty("visiomatic.terminal.input", "true");
      TerminalScreen.load();
      String typed =
          "hel\t\nverify --\t\u0003verify sk\t\n" + String.join("\n", SHORT) + "\nexit\n";
      Surroundings user =
          Surroundings.of(
                  out, out, Map.of("VISIOMATIC_HISTORY", folder.resolve("history").toString()))
              .on(TerminalScreen.played(typed), Question.toNobody());
      int last = Main.run(user, "shell", "--cache_dir", cache(folder));
      out.println("the last line that failed ended with " + last);
      return code;
    }
  };

  private static final int FITS_BLOCK = 2880;

  /// Lines that only look, of verbs of every kind.
  private static final List<String> SHORT =
      List.of(
          "help",
          "verify",
          "verify --json",
          "ls",
          "ls --json",
          "du",
          "stat",
          "info sky.fits",
          "hist sky.fits",
          "pix sky.fits 10,10",
          "show sky.fits --with ascii",
          // Where nothing listens.
          "status --url http://localhost:9/",
          "orphans",
          "prune --dry-run",
          "config",
          "config get port",
          "config diff");

  /// The one of that name, whatever its case.
  static Rehearsal of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /// @return the exit code
  final int run(PrintWriter out) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("visiomatic-rehearsal");
    try {
      return run(folder, out);
    } finally {
      remove(folder);
    }
  }

  abstract int run(Path folder, PrintWriter out) throws IOException, InterruptedException;

  private static String cache(Path folder) {
    return folder.resolve("cache").toString();
  }

  private static int tile(Path folder, PrintWriter out) throws IOException {
    HeadStart.load();
    Path counts = folder.resolve("counts.fits");
    writeCounts(counts);
    String[] line = {
      "tile", "--cache_dir", cache(folder), sky(folder).toString(), counts.toString()
    };
    return Main.run(out, out, Map.of(), line);
  }

  /// The cache folder is told by a variable, as not all verbs have an option for it.
  private static void perform(String line, Path folder, PrintWriter out) {
    Map<String, String> environment = Map.of("VISIOMATIC_CACHE_DIR", cache(folder));
    int code = Main.run(out, out, environment, line.split(" ", -1));
    out.println(line + " ended with " + code);
  }

  private static Path sky(Path folder) throws IOException {
    Path image = folder.resolve("sky.fits");
    new SyntheticSky(600, 400, 1).write(image);
    return image;
  }

  /// An image of unsigned 16-bit numbers, as cameras give them.
  private static void writeCounts(Path file) throws IOException {
    List<String> cards =
        List.of(
            "SIMPLE  =                    T",
            "BITPIX  =                   16",
            "NAXIS   =                    2",
            "NAXIS1  =                 1440",
            "NAXIS2  =                 1440",
            "BZERO   =                32768",
            "END");
    ByteBuffer bytes = ByteBuffer.allocate((1 + 1440) * FITS_BLOCK);
    for (String card : cards) {
      bytes.put("%-80s".formatted(card).getBytes(StandardCharsets.US_ASCII));
    }
    while (bytes.position() < FITS_BLOCK) {
      bytes.put((byte) ' ');
    }
    for (int pixel = 0; bytes.hasRemaining(); pixel++) {
      bytes.putShort((short) (pixel * 31 % 1000 - 32_000));
    }
    Files.write(file, bytes.array());
  }

  private static void visit(URI page, PrintWriter out) throws IOException, InterruptedException {
    List<String> questions =
        List.of("", "api?INFO=", "api?JTL=0,0", "api?CHAN=1&CMP=jet&JTL=0,0", "api?CHAN=1&VAL=3,3");
    try (HttpClient browser = HttpClient.newHttpClient()) {
      for (String question : questions) {
        URI address = page.resolve(question);
        int status =
            browser
                .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                .statusCode();
        out.println(status + " " + address.getPath());
      }
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
