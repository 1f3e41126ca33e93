package org.visiomatic.shell;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.visiomatic.serve.http.VisiomaticServer;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.Setting;
import org.visiomatic.shell.config.Settings;
import org.visiomatic.shell.demo.SyntheticSky;

/// Starts a server on a small image, asks it for what a browser would, and stops; then tiles the
/// image as a batch. So the JVM can record which classes a start needs.
final class Rehearsal {

  private Rehearsal() {}

  /// @return the exit code
  static int run(PrintWriter out) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("visiomatic-rehearsal");
    try {
      Path image = folder.resolve("sky.fits");
      new SyntheticSky(600, 400, 1).write(image);
      Map<Setting<?>, String> settings =
          Map.of(Settings.PORT, "0", Settings.CACHE_DIR, folder.resolve("cache").toString());
      Configuration configuration = new Configuration(Optional.empty(), Map.of(), settings);
      try (VisiomaticServer server =
          VisiomaticServer.start(
              ServerSettingsReader.read(configuration, Optional.of(image), List.of()), () -> {})) {
        visit(server.uri(), out);
      }
      String batch = folder.resolve("batch").toString();
      return Main.run(out, out, Map.of(), "tile", "--cache_dir", batch, image.toString());
    } finally {
      remove(folder);
    }
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
