package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visiomatic.shell.demo.SyntheticSky;
import org.visiomatic.tiler.build.TilingOptions;
import org.visiomatic.tiler.pyramid.BuildClaim;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.SourceStamp;

/// The packaged server under `/vis/` of real web servers, set up as the how-to tells. Needs nginx
/// and Apache; where there is none it is reported as not run, unless `VISIOMATIC_REQUIRE_PROXIES`
/// is set.
class ReverseProxyIT {

  private static final Path HOW_TO = Path.of("../docs/how-to/reverse-proxy.md");

  /// As the manual of VisiOmatic 3 has it, but for TLS.
  private static final String OLD_MANUAL =
      """
      ProxyPreserveHost Off
      RewriteEngine On
      RedirectMatch permanent ^/vis$ /vis/
      RewriteCond %{HTTP:Connection} Upgrade [NC]
      RewriteCond %{HTTP:Upgrade} =websocket [NC]
      RewriteRule /vis/ws/(.*) ws://127.0.0.1:8009/ws/$1 [NE,P,L]
      RewriteRule /vis/(.*) http://127.0.0.1:8009/$1 [NE,P,L]
      ProxyPass /vis http://127.0.0.1:8009
      ProxyPassReverse /vis http://127.0.0.1:8009
      """;

  /// Less than the ten seconds after which the server says that it is still there, which pushes on
  /// whatever was held back.
  private static final Duration LONGEST = Duration.ofSeconds(8);

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private URI site = URI.create("http://localhost/");

  @ParameterizedTest
  @CsvSource({"NGINX, nginx", "APACHE, apache", "APACHE, old manual"})
  void worksUnderAPath(ReverseProxy.Kind kind, String configuration) throws Exception {
    boolean there = kind.program().isPresent();
    assertThat(there || System.getenv("VISIOMATIC_REQUIRE_PROXIES") == null)
        .as("%s, which VISIOMATIC_REQUIRE_PROXIES asks for", kind)
        .isTrue();
    assumeTrue(there, "no " + kind);
    Path data = Files.createDirectory(folder.resolve("data"));
    new SyntheticSky(900, 700, 7).write(data.resolve("sky one.fits"));
    new SyntheticSky(600, 500, 8).write(data.resolve("two.fits"));
    Path cache = folder.resolve("cache");

    try (PackagedCommand command =
        PackagedCommand.start(
            cache,
            "--port=0",
            "--root_path=/vis",
            "--access_log",
            "--extra_dir=" + data,
            "--data_dir=" + data)) {
      String snippet =
          (configuration.equals("old manual") ? OLD_MANUAL : howTo(configuration))
              .replace("8009", Integer.toString(command.awaitPort()));
      URI unproxied = URI.create("http://localhost:" + command.awaitPort() + "/vis/");
      try (ReverseProxy proxy = ReverseProxy.start(kind, folder, snippet)) {
        site = URI.create("http://127.0.0.1:" + proxy.port() + "/vis/");
        servesThePageAndItsFiles();
        servesImages(unproxied);
        servesDocuments();
        passesEventsOnAtOnce(cache, data.resolve("two.fits"));
        refusesWhatIsOutside();
        if (!configuration.equals("old manual")) {
          keepsMetricsToItself();
        }
      }
      assertThat(command.stop()).isIn(0, 143);
      assertThat(command.log()).doesNotContain("Exception", "SEVERE", "WARN");
    }
  }

  private void servesThePageAndItsFiles() throws Exception {
    HttpResponse<String> bare = get(site.resolve("/vis?image=two.fits"));
    if (bare.statusCode() == 200) {
      assertThat(bare.body()).contains("<base href=\"/vis/\">");
    } else {
      assertThat(bare.statusCode()).isIn(301, 308);
      assertThat(URI.create(header(bare, "Location"))).hasPath("/vis/").hasQuery("image=two.fits");
    }
    HttpResponse<String> page = get(site);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("content=\"/vis/api\"");
    Matcher links = Pattern.compile("(?:src|link[^>]* href)=\"([^\"]+)\"").matcher(page.body());
    int files = 0;
    while (links.find()) {
      HttpResponse<String> file = get(site.resolve(links.group(1)));
      assertThat(file.statusCode()).as(links.group(1)).isEqualTo(200);
      assertThat(header(file, "Cache-Control")).contains("immutable");
      files++;
    }
    assertThat(files).isGreaterThanOrEqualTo(3);
  }

  private void servesImages(URI unproxied) throws Exception {
    HttpResponse<String> info = get(site.resolve("api?FIF=sky%20one.fits&INFO"));
    assertThat(info.statusCode()).isEqualTo(200);
    assertThat(info.body()).contains("\"full_size\":[900,700]");
    String address = "api?FIF=sky+one.fits&CHAN=1&JTL=0,0&MINMAX=1:0,1e3";
    URI tile = site.resolve(address);
    HttpResponse<String> first = get(tile);
    assertThat(header(first, "Content-Type")).isEqualTo("image/jpeg");
    HttpResponse<String> original = get(unproxied.resolve(address));
    assertThat(first.body()).isEqualTo(original.body());
    for (String name : List.of("ETag", "Cache-Control", "Vary")) {
      assertThat(header(first, name)).as(name).isNotEmpty().isEqualTo(header(original, name));
    }
    HttpResponse<String> again = get(tile, "If-None-Match", header(first, "ETag"));
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(header(again, "ETag")).isEqualTo(header(first, "ETag"));
    assertThat(again.body()).isEmpty();
    HttpResponse<String> changed = get(tile, "If-None-Match", "\"0\"");
    assertThat(changed.statusCode()).isEqualTo(200);
    HttpResponse<String> part = get(site.resolve("extra/two.fits"), "Range", "bytes=0-5");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo("SIMPLE");
  }

  private void servesDocuments() throws Exception {
    assertThat(get(site.resolve("api")).body()).contains("/vis/openapi.json");
    assertThat(get(site.resolve("openapi.json")).body()).contains("/vis");
    for (String page : List.of("docs", "redoc")) {
      HttpResponse<String> answer = get(site.resolve(page));
      URI there = site.resolve(page);
      if (answer.statusCode() == 307) {
        there = there.resolve(header(answer, "Location"));
        answer = get(there);
      }
      assertThat(there.getPath()).startsWith("/vis/");
      assertThat(answer.statusCode()).as(page).isEqualTo(200);
      assertThat(header(answer, "Content-Type")).startsWith("text/html");
      servesFilesOf(there, answer.body());
    }
  }

  /// Whatever a page of the reference names on this site.
  private void servesFilesOf(URI page, String html) throws Exception {
    Matcher links =
        Pattern.compile("(?:src|href|data-openapi)=\"(?!data:)([^\"]+)\"").matcher(html);
    List<String> names = new ArrayList<>();
    while (links.find()) {
      URI file = page.resolve(links.group(1));
      assertThat(file.getPath()).as("%s of %s", file, page).startsWith("/vis/");
      HttpResponse<String> answer = get(file);
      assertThat(answer.statusCode()).as("%s of %s", file, page).isEqualTo(200);
      assertThat(answer.body()).as("%s of %s", file, page).isNotEmpty();
      names.add(file.getPath().replaceFirst(".*[.]", ""));
    }
    assertThat(names).contains("js", "css", "json").hasSizeGreaterThanOrEqualTo(4);
  }

  /// A build is held back, as if another process made the same pyramid, until the first event has
  /// come: a proxy that collects what it passes on would wait for the last.
  private void passesEventsOnAtOnce(Path cache, Path image) throws Exception {
    CacheFolder pyramids = CacheFolder.open(cache);
    Path place = pyramids.pyramidOf(SourceStamp.of(image), TilingOptions.defaults().canonical());
    Iterator<String> events;
    try (BuildClaim claim = pyramids.claim(place)) {
      assertThat(claim.staging()).isDirectory();
      HttpResponse<String> later =
          get(site.resolve("api?FIF=two.fits&INFO"), "Prefer", "respond-async");
      assertThat(later.statusCode()).isEqualTo(202);
      URI progress = site.resolve("api/progress?FIF=two.fits");
      assertThat(site.resolve(header(later, "Location")).getPath()).isEqualTo(progress.getPath());
      HttpResponse<Stream<String>> answer =
          client
              .sendAsync(
                  HttpRequest.newBuilder(progress).build(), HttpResponse.BodyHandlers.ofLines())
              .get(LONGEST.toSeconds(), TimeUnit.SECONDS);
      assertThat(header(answer, "Content-Type")).startsWith("text/event-stream");
      events = answer.body().filter(line -> line.startsWith("data:")).iterator();
      assertThat(
              CompletableFuture.supplyAsync(events::next)
                  .get(LONGEST.toSeconds(), TimeUnit.SECONDS))
          .contains("\"image\":\"two.fits\",\"state\":\"building\"");
      assertThat(get(progress, "Accept", "application/json").body())
          .as("while the build is held back")
          .contains("\"state\":\"building\"");
    }
    String last = "";
    while (events.hasNext()) {
      last = events.next();
    }
    assertThat(last).contains("\"state\":\"ready\"");
  }

  private void refusesWhatIsOutside() throws Exception {
    for (String outside :
        List.of("extra/..%2f..%2fetc%2fpasswd", "api?INFO&FIF=../x", "extra/%2e%2e/cache")) {
      HttpResponse<String> answer = get(URI.create(site + outside));
      assertThat(answer.statusCode()).as(outside).isIn(400, 404);
    }
  }

  private void keepsMetricsToItself() throws Exception {
    for (String metrics :
        List.of(
            "metrics",
            "/metrics",
            "%6detrics",
            "metrics;a=1",
            "metrics?x",
            "./metrics",
            "x/../metrics",
            "vis/metrics",
            "vis/vis/metrics",
            "vis;a/metrics")) {
      HttpResponse<String> answer = get(URI.create(site + metrics));
      assertThat(answer.statusCode()).as(metrics).isEqualTo(403);
      assertThat(answer.body()).as(metrics).doesNotContain("visiomatic_");
    }
    assertThat(get(site.resolve("healthz")).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> get(URI address, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(
        request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /// The configuration that the how-to gives.
  private static String howTo(String kind) throws IOException {
    Matcher block =
        Pattern.compile("```" + kind + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(HOW_TO));
    assertThat(block.find()).as("a configuration for %s in %s", kind, HOW_TO).isTrue();
    return block.group(1);
  }
}
