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
import org.visiomatic.shell.demo.SyntheticSky;

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

  /// Tiles images of two kinds.
  BATCH {
    @Override
    int run(Path folder, PrintWriter out) throws IOException {
      Path counts = folder.resolve("counts.fits");
      writeCounts(counts);
      String cache = folder.resolve("cache").toString();
      String[] line = {"tile", "--cache_dir", cache, sky(folder).toString(), counts.toString()};
      return Main.run(out, out, Map.of(), line);
    }
  };

  private static final int FITS_BLOCK = 2880;

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
