package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.serve.http.VisiomaticServer;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.configure.ServerSettingsReader;
import org.visiomatic.shell.demo.SyntheticSky;

/// A running server that follows its configuration file and its templates.
class ReloadingTest {

  @TempDir Path folder;

  private final StringWriter err = new StringWriter();
  private final HttpClient client = HttpClient.newHttpClient();
  private Path file;
  private VisiomaticServer server;
  private Reloading reloading;

  @BeforeEach
  void start() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    new SyntheticSky(64, 48, 7).write(data.resolve("sky.fits"));
    file = folder.resolve("visiomatic.conf");
    write("");
    Configuration configuration = levels();
    server =
        VisiomaticServer.start(
            ServerSettingsReader.read(configuration, Optional.empty(), List.of()), () -> {});
    reloading =
        new Reloading(
            this::levels,
            configuration,
            Optional.empty(),
            List.of(),
            server,
            new PrintWriter(err, true));
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  private Configuration levels() {
    return new Configuration(Optional.of(file), Map.of("VISIOMATIC_PORT", "0"), Map.of());
  }

  private void write(String more) throws IOException {
    Files.writeString(
        file,
        "data_dir = %s\ncache_dir = %s\nextra_dir =\n%s"
            .formatted(folder.resolve("data"), folder.resolve("cache"), more));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI address = server.uri().resolve(path);
    return client.send(
        HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void followsImageDefaultsAndLimits() throws Exception {
    assertThat(get("/api?FIF=sky.fits&INFO").body()).contains("\"gamma\":2.2");
    write("gamma = 3\nquality = 50\n");
    reloading.run();
    assertThat(get("/api?FIF=sky.fits&INFO").body()).contains("\"gamma\":3.0", "\"quality\":50");
    assertThat(err.toString()).contains("visiomatic: reloaded, with other gamma, quality.");
  }

  @Test
  void followsPathsAndFolders() throws Exception {
    Path extra = Files.createDirectory(folder.resolve("extra"));
    Files.writeString(extra.resolve("a.json"), "{}");
    assertThat(get("/extra/a.json").statusCode()).isEqualTo(404);
    write("api_path = /service\nextra_dir = " + extra + "\n");
    reloading.run();
    assertThat(get("/extra/a.json").statusCode()).isEqualTo(200);
    assertThat(get("/service?FIF=sky.fits&INFO").statusCode()).isEqualTo(200);
    assertThat(get("/api?FIF=sky.fits&INFO").statusCode()).isEqualTo(404);
  }

  @Test
  void followsTemplatesAndKeepsTheOldOneWhenANewOneIsBroken() throws Exception {
    Path templates = Files.createDirectory(folder.resolve("templates"));
    Path base = Files.writeString(templates.resolve("base.html"), "first of {{ package }}");
    write("template_dir = " + templates + "\n");
    reloading.run();
    assertThat(get("/").body()).isEqualTo("first of VisiOmatic");
    Files.writeString(base, "second {% if %}");
    write("gamma = 3\ntemplate_dir = " + templates + "\n");
    assertThatThrownBy(reloading::run)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(base + ", line 1,");
    assertThat(get("/").body()).isEqualTo("first of VisiOmatic");
    assertThat(get("/api?FIF=sky.fits&INFO").body()).contains("\"gamma\":2.2");
    Files.writeString(base, "third");
    reloading.tell();
    assertThat(get("/").body()).isEqualTo("third");
  }

  @Test
  void keepsEverythingWhenTheFileCannotBeUsed() throws Exception {
    write("gamma = 99\n");
    reloading.tell();
    assertThat(err.toString())
        .startsWith("visiomatic: nothing was reloaded. Setting gamma of ")
        .contains("a number from 0.1 to 5.0");
    assertThat(get("/api?FIF=sky.fits&INFO").body()).contains("\"gamma\":2.2");
  }

  @Test
  void namesWhatNeedsARestartUntilItIsAsAtTheStart() throws Exception {
    write("workers = 2\ntile_size = 64\ngamma = 3\n");
    reloading.tell();
    write("workers = 2\n");
    reloading.tell();
    write("");
    reloading.tell();
    assertThat(err.toString().lines())
        .containsExactly(
            "visiomatic: reloaded, with other gamma; to be restarted for workers, tile_size.",
            "visiomatic: reloaded, with other gamma; to be restarted for workers.",
            "visiomatic: reloaded.");
  }

  @Test
  void followsTheAccessLogAndOpensItsFileAnew() throws Exception {
    Path log = folder.resolve("access.log");
    get("/healthz?unlogged");
    write("access_log = on\naccess_log_file = " + log + "\n");
    reloading.run();
    get("/healthz?first");
    awaitLine(log);
    Path moved = Files.move(log, folder.resolve("access.log.1"));
    write("access_log = on\naccess_log_format = json\naccess_log_file = " + log + "\n");
    reloading.run();
    assertThat(log).isEmptyFile();
    get("/healthz?second");
    awaitLine(log);
    write("access_log = off\naccess_log_file = " + log + "\n");
    reloading.run();
    get("/healthz?third");
    server.close();
    assertThat(Files.readAllLines(moved)).singleElement().asString().contains("/healthz?first");
    assertThat(Files.readAllLines(log))
        .singleElement()
        .asString()
        .startsWith("{")
        .contains("/healthz?second");
  }

  private static void awaitLine(Path log) throws IOException {
    while (Files.size(log) == 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void keepsEverythingWhenTheAccessLogCannotBeWritten() throws Exception {
    Path log = folder.resolve("access.log");
    write("access_log = on\naccess_log_file = " + log + "\n");
    reloading.run();
    write("gamma = 3\naccess_log = on\naccess_log_file = " + folder + "\n");
    assertThatThrownBy(reloading::run)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("The access log " + folder + " cannot be written")
        .hasMessageContaining("access_log_file");
    assertThat(get("/api?FIF=sky.fits&INFO").body()).contains("\"gamma\":2.2");
    server.close();
    assertThat(Files.readString(log)).contains("INFO");
  }
}
