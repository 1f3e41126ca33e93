package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.shell.demo.SyntheticSky;

/// Drives a headless Chromium through the packaged one-shot. Needs Chromium; where there is none it
/// is reported as not run, unless `VISIOMATIC_REQUIRE_BROWSER` is set.
class OneShotBrowserIT {

  @TempDir Path folder;

  @Test
  void showsTheSkyInARealBrowser() throws IOException, InterruptedException {
    Optional<Path> browser = browser();
    assertThat(browser.isPresent() || System.getenv("VISIOMATIC_REQUIRE_BROWSER") == null)
        .as("a Chromium on the path, which VISIOMATIC_REQUIRE_BROWSER asks for")
        .isTrue();
    assumeTrue(browser.isPresent(), "no Chromium on the path");
    Path image = folder.resolve("sky.fits");
    new SyntheticSky(1500, 1100, 7).write(image);

    try (PackagedCommand command =
        PackagedCommand.start(
            folder.resolve("cache"), "--port=0", "--no_browser", image.toString())) {
      String page = command.awaitPage();
      Path shots = Files.createDirectories(Path.of("target/screenshots"));
      ProcessBuilder node =
          new ProcessBuilder(
                  "node",
                  "--test",
                  "--test-concurrency=1",
                  "src/test/browser/one-shot.test.mjs",
                  "src/test/browser/api-docs.test.mjs")
              .redirectErrorStream(true)
              .redirectOutput(Redirect.to(shots.resolve("browser.log").toFile()));
      node.environment().put("VISIOMATIC_PAGE", page);
      node.environment().put("VISIOMATIC_CLIENT", Path.of("../client").toAbsolutePath().toString());
      node.environment().put("VISIOMATIC_BROWSER", browser.orElseThrow().toString());
      node.environment().put("VISIOMATIC_SHOTS", shots.toAbsolutePath().toString());
      Process test = node.start();
      assertThat(test.waitFor(5, TimeUnit.MINUTES)).as("the browser test ended in time").isTrue();
      assertThat(test.exitValue())
          .as(() -> "what the browser test says:\n" + text(shots.resolve("browser.log")))
          .isZero();
      assertThat(command.log())
          .as("the log of the server")
          .doesNotContain("Exception", "SEVERE", "WARN");
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static Optional<Path> browser() {
    String named = System.getenv("CHROMIUM");
    Stream<Path> candidates =
        Stream.of("chromium", "chromium-browser", "google-chrome")
            .flatMap(
                name ->
                    Stream.of(System.getenv("PATH").split(":", -1))
                        .map(directory -> Path.of(directory, name)));
    return Stream.concat(Stream.ofNullable(named).map(Path::of), candidates)
        .filter(Files::isExecutable)
        .findFirst();
  }
}
