package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.shell.config.Setting;
import org.visiomatic.shell.config.Settings;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.demo.SyntheticSky;

/// A server that is started with the configuration file which VisiOmatic 3 saved.
@Timeout(60)
class OldConfigurationTest {

  /// Every setting of VisiOmatic 3 as built in, but for the places on this machine.
  private static final String SAVED =
      """
      [host]
      host = localhost
      port = 8009
      root_path =
      access_log = False
      reload = False
      workers = 4

      [image]
      brightness = 0.0
      contrast = 1.0
      color_saturation = 1.5
      gamma = 2.2
      quality = 97
      tile_size = (256, 256)

      [server]
      api_path = /api
      banner_template = banner.html
      base_template = base.html
      client_dir = %1$s/client
      data_dir = %2$s/data
      doc_dir = %1$s/doc/build/html
      doc_path = /manual
      extra_dir = %2$s/data
      max_region_tile_count = 1024
      no_browser = False
      template_dir = %1$s/templates
      userdoc_url = /manual/interface.html

      [engine]
      thread_count = 10

      [cache]
      cache_dir = %2$s/cache
      clear_cache = False
      max_cache_image_count = 100
      max_cache_tile_count = 1000
      max_open_files = 10000
      ultradict_cache_file = %2$s/visiomatic_cache_dict.pkl
      """;

  /// An empty dictionary, in the protocol that Python writes.
  private static final byte[] PICKLE = {(byte) 0x80, 4, '}', (byte) 0x94, '.'};

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path python;
  private Path file;
  private Path dictionary;

  @BeforeEach
  void save() throws IOException {
    python = folder.resolve("lib/python3.12/site-packages/visiomatic");
    file = Files.writeString(folder.resolve("visiomatic.conf"), SAVED.formatted(python, folder));
    dictionary = folder.resolve("visiomatic_cache_dict.pkl");
    Path data = Files.createDirectory(folder.resolve("data"));
    new SyntheticSky(64, 48, 7).write(data.resolve("sky.fits"));
  }

  private int run(Map<String, String> environment, String... more) {
    String[] line =
        Stream.concat(Stream.of("serve", "--port=0", "--config", file.toString()), Stream.of(more))
            .toArray(String[]::new);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), environment, line);
  }

  /// Starts a server, looks at its page and an image, and stops it.
  private String visit() throws Exception {
    Thread serving = Thread.ofPlatform().start(() -> run(Map.of()));
    Pattern address = Pattern.compile("serving .* at (http://\\S+)");
    Matcher told = address.matcher(err.toString());
    while (!told.find()) {
      assertThat(serving.isAlive()).as(err.toString()).isTrue();
      Thread.onSpinWait();
      told = address.matcher(err.toString());
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI site = URI.create(told.group(1));
      String page = get(client, site);
      assertThat(get(client, site.resolve("api?FIF=sky.fits&INFO"))).contains("[64,48]");
      return page;
    } finally {
      serving.interrupt();
      serving.join();
    }
  }

  private static String get(HttpClient client, URI address) throws Exception {
    HttpResponse<String> answer =
        client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(address.toString()).isEqualTo(200);
    return answer.body();
  }

  private List<String> warnings() {
    return err.toString().lines().filter(line -> line.contains("VisiOmatic 3")).toList();
  }

  private String place(String setting) throws IOException {
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(setting + " ")) {
        return "visiomatic: Setting " + setting + " of " + file + ":" + (i + 1) + " is ";
      }
    }
    throw new AssertionError("The file has no " + setting + ".");
  }

  @Test
  void startsAServerAfterVisiomatic3IsGone() throws Exception {
    Files.write(dictionary, PICKLE);
    assertThat(visit()).contains("VisiOmatic");
    assertThat(warnings())
        .containsExactly(
            place("client_dir")
                + python
                + "/client of VisiOmatic 3, which is not there; the built-in client is served.",
            place("doc_dir")
                + python
                + "/doc/build/html of VisiOmatic 3, which is not there; no manual is published.",
            place("template_dir")
                + python
                + "/templates of VisiOmatic 3, which is not there; the built-in pages are shown.",
            place("ultradict_cache_file")
                + dictionary
                + " of VisiOmatic 3, which is left alone; last uses are noted in the cache folder.");
    assertThat(dictionary).hasBinaryContent(PICKLE);
  }

  @Test
  void usesItsTemplatesWhereTheyAreStillThere() throws Exception {
    Path templates = Files.createDirectories(python.resolve("templates"));
    Files.writeString(templates.resolve("base.html"), "<p>{{ package }} of the site</p>");
    assertThat(visit()).isEqualTo("<p>VisiOmatic of the site</p>");
    assertThat(warnings()).hasSize(2);
  }

  @Test
  void namesEverySettingOfVisiomatic3() {
    assertThat(SAVED.lines().filter(line -> line.contains(" =")))
        .hasSize(31)
        .allSatisfy(
            line ->
                assertThat(Settings.all())
                    .extracting(Setting::name)
                    .contains(line.substring(0, line.indexOf(' '))));
  }

  @Test
  void refusesAFolderOfTemplatesThatTheUserNamesAndThatIsMissing() {
    String missing = python.resolve("templates").toString();
    assertThat(run(Map.of(), "--template_dir", missing)).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("The folder of templates " + missing + " is not there");
  }

  @Test
  void refusesAFolderOfTheSiteThatIsMissing() throws IOException {
    Path own = folder.resolve("own/templates");
    Files.writeString(
        file, Files.readString(file).replaceFirst("template_dir = .*", "template_dir = " + own));
    assertThat(run(Map.of())).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("The folder of templates " + own + " is not there");
  }

  @Test
  void refusesADictionaryThatTheUserNames() throws IOException {
    Files.write(dictionary, PICKLE);
    assertThat(run(Map.of("VISIOMATIC_ULTRADICT_CACHE_FILE", dictionary.toString())))
        .isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("The index of last uses " + dictionary);
    assertThat(dictionary).hasBinaryContent(PICKLE);
  }
}
