package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.tiler.source.FitsFixtures;

/// Servers whose configuration, templates and client change below them.
class ServeReloadIT {

  private static final String MODEL = "/api?FIF=sky.fits&INFO";
  private static final long LONGEST_NANOS = Duration.ofSeconds(60).toNanos();

  @TempDir Path folder;
  private Path data;
  private Path configuration;
  private Path templates;
  private Path client;

  @BeforeEach
  void makeFiles() throws IOException {
    data = Files.createDirectory(folder.resolve("data"));
    configuration = folder.resolve("visiomatic.conf");
    templates = Files.createDirectory(folder.resolve("templates"));
    client = folder.resolve("client");
    FitsFixtures.ramp(300, 200, 1).writeTo(data.resolve("sky.fits"));
    Files.writeString(templates.resolve("banner.html"), "first of {{ package }}");
    configure("gamma = 3");
  }

  private void configure(String image) throws IOException {
    Files.writeString(
        configuration,
        "template_dir = %s\nclient_dir = %s\n%s\n".formatted(templates, client, image));
  }

  private RunningServer start(String cache, String... options)
      throws IOException, InterruptedException {
    String[] all = java.util.Arrays.copyOf(options, options.length + 1);
    all[options.length] = "--config=" + configuration;
    return RunningServer.start(folder.resolve(cache), data, all);
  }

  /// Both see the same files. When the one has followed the last change, the other has had seconds
  /// to follow the first.
  @Test
  void followChangesByThemselvesOnlyWithReload() throws Exception {
    try (RunningServer following = start("one", "--reload");
        RunningServer staying = start("two")) {
      for (RunningServer server : new RunningServer[] {following, staying}) {
        assertThat(server.text(MODEL)).contains("\"gamma\":3.0");
        assertThat(server.text("/api")).isEqualTo("first of VisiOmatic");
        assertThat(server.get("/client/new.js").statusCode()).isEqualTo(404);
      }

      configure("gamma = 4");
      awaitText(following, MODEL, "\"gamma\":4.0");
      Files.writeString(templates.resolve("banner.html"), "second of {{ package }}");
      awaitText(following, "/api", "second of VisiOmatic");
      Files.createDirectory(client);
      Files.writeString(client.resolve("new.js"), "third");
      awaitText(following, "/client/new.js", "third");
      assertThat(following.command().log())
          .contains("visiomatic: reloaded, with other gamma.", "visiomatic: reloaded.");

      assertThat(staying.text(MODEL)).contains("\"gamma\":3.0");
      assertThat(staying.text("/api")).isEqualTo("first of VisiOmatic");
      assertThat(staying.get("/client/new.js").statusCode()).isEqualTo(404);
      assertThat(staying.command().log()).doesNotContain("reloaded");
      staying.command().signal("HUP");
      staying.command().awaitLine("visiomatic: reloaded, with other gamma.");
      assertThat(staying.text(MODEL)).contains("\"gamma\":4.0");
      assertThat(staying.text("/api")).isEqualTo("second of VisiOmatic");
      assertThat(staying.text("/client/new.js")).isEqualTo("third");
    }
  }

  @Test
  void keepWhatTheyHaveUntilABrokenFileIsMended() throws Exception {
    try (RunningServer server = start("one", "--reload")) {
      configure("gamma = much");
      server.command().awaitLine("visiomatic: nothing was reloaded. ");
      assertThat(server.text(MODEL)).contains("\"gamma\":3.0");
      configure("gamma = 4");
      awaitText(server, MODEL, "\"gamma\":4.0");
    }
  }

  @Test
  void followTheConfigurationAlsoWithAnImage() throws Exception {
    try (PackagedCommand command =
        PackagedCommand.start(
            folder.resolve("one"),
            "--port=0",
            "--no_browser",
            "--reload",
            "--config=" + configuration,
            data.resolve("sky.fits").toString())) {
      command.awaitPage();
      configure("gamma = 4");
      command.awaitLine("visiomatic: reloaded, with other gamma.");
    }
  }

  private static void awaitText(RunningServer server, String address, String text) {
    long end = System.nanoTime() + LONGEST_NANOS;
    String answer = server.text(address);
    while (!answer.contains(text)) {
      assertThat(System.nanoTime()).as("%s is still %s", address, answer).isLessThan(end);
      answer = server.text(address);
    }
  }
}
