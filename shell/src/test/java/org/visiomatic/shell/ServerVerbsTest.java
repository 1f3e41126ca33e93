package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.serve.AdminSettings;
import org.visiomatic.serve.ProductVersion;
import org.visiomatic.serve.Reloaded;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.serve.http.VisiomaticServer;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Question;
import org.visiomatic.shell.console.Screen;
import org.visiomatic.shell.console.ServerAddress;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.running.RunningServers;
import org.visiomatic.shell.running.ServerNote;
import org.visiomatic.tiler.source.FitsFixtures;

/// The verbs about a running server, against one.
class ServerVerbsTest {

  private static final String TOKEN = "0123456789abcdef";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private final HttpClient visitor = HttpClient.newHttpClient();
  private final Map<String, String> environment = new HashMap<>();
  private final ServerAddress connection = new ServerAddress();
  private final StringWriter out = new StringWriter();
  private Path cache;
  private InputStream keys = InputStream.nullInputStream();
  private Screen screen = Screen.none();
  private VisiomaticServer server;
  private String url;

  @BeforeEach
  void start() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    cache = folder.resolve("cache");
    FitsFixtures.file().image(FitsFixtures.ramp(600, 500, 1)).writeTo(data.resolve("mono.fits"));
    FitsFixtures.file().image(FitsFixtures.ramp(300, 200, 3)).writeTo(data.resolve("cube.fits"));
    // The variable alone would be read by a setting of that name; so would the user's own file.
    environment.put("VISIOMATIC_CACHE_DIR", cache.toString());
    environment.put("VISIOMATIC_ADMIN_PORT", "0");
    start(AdminSettings.onLoopback(0));
  }

  private void start(AdminSettings admin) throws IOException {
    ServerSettings settings = ServerSettings.of(folder.resolve("data"), cache);
    server =
        VisiomaticServer.start(
            settings.with(settings.host().withPort(0)).with(settings.operations().with(admin)),
            () -> {});
    url = "http://localhost:" + server.adminPort().orElseThrow() + "/";
  }

  @AfterEach
  void stop() {
    visitor.close();
    server.close();
  }

  private void visit(String query) throws IOException, InterruptedException {
    URI address = server.uri().resolve(query);
    visitor.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding());
  }

  private Ran run(String... words) throws IOException {
    StringWriter err = new StringWriter();
    out.getBuffer().setLength(0);
    Path file = folder.resolve("visiomatic.conf");
    if (!Files.exists(file)) {
      Files.createFile(file);
    }
    int code =
        Main.run(
            new Surroundings(
                keys,
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                environment,
                screen,
                Question.toNobody(),
                Optional.of(file),
                Map.of(),
                connection),
            words);
    return new Ran(code, lines(out), lines(err));
  }

  private static String lines(StringWriter text) {
    return text.toString().replace(System.lineSeparator(), "\n");
  }

  private String[] at(String... words) {
    String[] all = java.util.Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--url";
    all[words.length + 1] = url;
    return all;
  }

  /// What no two runs have in common is replaced.
  private String golden(String text) {
    return text.replace(url, "URL")
        .replace(ProductVersion.TEXT, "VERSION")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
        .replaceAll("up [0-9][a-z0-9 ]*", "up TIME")
        .replaceAll("[0-9.]+ ?m?s\\b", "T")
        .replaceAll("[0-9.,]+/s", "N/s")
        .replaceAll("(heap|of|mapped) [0-9.]+ [KMG]iB", "$1 SIZE")
        .replaceAll("[0-9.]+ [KMG]iB mapped", "SIZE mapped")
        .replaceAll("files \\d+", "files N")
        .replaceAll("\\d+ files open", "N files open")
        .replaceAll("[0-9.]+ processors", "N processors")
        .replaceAll("[0-9.]+ ?[KMG]?i?B\\b", "BYTES");
  }

  private static JsonNode demandSchema(String verb, Ran ran) throws IOException {
    assertThat(ran.err()).isEmpty();
    return Schemas.read(verb, ran.out()).getLast();
  }

  @Test
  void connectsForTheVerbsThatFollow() throws IOException {
    Ran connected = run("connect", url);
    assertThat(golden(connected.out())).isEqualTo("VisiOmatic VERSION at URL, up TIME, ready\n");
    assertThat(connected.err()).isEmpty();
    assertThat(connected.code()).isEqualTo(ExitCode.OK);
    assertThat(connection.connected().orElseThrow().label())
        .isEqualTo("localhost:" + server.adminPort().orElseThrow());
    assertThat(run("images").code()).isEqualTo(ExitCode.OK);
    demandSchema("connect", run("connect", url, "--json"));
    demandSchema("connect", run("connect", "--json"));
    // A port is enough where the host is this one.
    assertThat(run("connect", String.valueOf(server.adminPort().orElseThrow())).code()).isZero();
  }

  @Test
  void findsTheServerOfTheConfigurationOrTheOnlyOneThatRuns() throws Exception {
    Ran nowhere = run("status");
    assertThat(nowhere.code()).isEqualTo(ExitCode.USAGE);
    assertThat(nowhere.err())
        .contains("No server runs on the cache folder " + cache + " of this machine;", "--url");
    assertThat(
            run("status", "--admin_port", String.valueOf(server.adminPort().orElseThrow())).code())
        .isEqualTo(ExitCode.OK);
    RunningServers servers = new RunningServers(cache);
    try (var _ = servers.announce(note(Optional.of(URI.create(url))))) {
      assertThat(run("status").code()).isEqualTo(ExitCode.OK);
      try (var _ = servers.announce(note(Optional.of(URI.create("http://localhost:1/"))))) {
        assertThat(run("status").err())
            .contains("Several servers run", url, "http://localhost:1/", "--url");
      }
    }
    try (var _ = servers.announce(note(Optional.empty()))) {
      assertThat(run("status").err()).contains("has no interface for administrators", "admin_port");
    }
  }

  private ServerNote note(Optional<URI> admin) {
    return ServerNote.ofThisProcess(
        server.uri(),
        admin,
        folder.resolve("visiomatic.conf"),
        cache,
        Optional.empty(),
        false,
        Set.of(),
        Instant.now(),
        ProductVersion.TEXT);
  }

  @Test
  void showsHowTheServerStands() throws Exception {
    visit("/api?FIF=mono.fits&CHAN=1&JTL=0,0");
    visit("/api?FIF=mono.fits&CHAN=1&JTL=0,0");
    visit("/api?FIF=missing.fits&INFO");
    awaitRequests(3);
    Ran status = run(at("status"));
    assertThat(golden(status.out()))
        .isEqualTo(
            """
            VisiOmatic VERSION at URL, up TIME, ready
            requests  3 answered, 0 in flight; of late N/s, p50 T, p99 T, 1 refused, 0 failed
            tiles     1 in memory, BYTES; 50 % of 2 look-ups found, 0 evicted
            pyramids  1 open, BYTES; 50 % of 2 look-ups found, 0 evicted
            builds    0 under way, 0 waiting, 1 done, 0 failed
            render    0 of PLACES places busy, 0 waiting
            refusals  none
            memory    heap SIZE of SIZE, SIZE mapped, N files open
            """
                .replace("PLACES", places()));
    assertThat(status.code()).isEqualTo(ExitCode.OK);
    JsonNode json = demandSchema("status", run(at("status", "--json")));
    assertThat(json.at("/recent/client_errors").asInt()).isEqualTo(1);
  }

  private String places() throws IOException {
    return JSON.readTree(run(at("status", "--json")).out()).at("/render/places").asText();
  }

  private void awaitRequests(int count) throws IOException {
    int answered = 0;
    while (answered < count) {
      answered = JSON.readTree(run(at("status", "--json")).out()).at("/requests/answered").asInt();
    }
  }

  @Test
  void looksSeveralTimesIntoAPipe() throws Exception {
    visit("/api?FIF=mono.fits&CHAN=1&JTL=0,0");
    awaitRequests(1);
    Ran once = run(at("top", "--once"));
    String block =
        """
        VisiOmatic VERSION at URL, up TIME, ready  TIME
        requests  N/s  p50 T  p99 T  4xx 0  5xx 0
        process   N processors  heap SIZE of SIZE  mapped SIZE  files N
        tiles     1 (BYTES)  found FOUND  evicted 0
        pyramids  1 (BYTES)  found FOUND  evicted 0
        render    0 of PLACES places busy, 0 waiting
        stages    STAGES
        builds    0 under way, 0 waiting
        running   0
        """
            .replace("PLACES", places());
    assertThat(golden(once.out()).replaceFirst("stages .*", "stages    STAGES"))
        .isEqualTo(block.replace("FOUND", "0 % of 1"));
    Ran twice = run(at("top", "--count", "2", "--interval", "0.1"));
    String[] blocks = golden(twice.out()).replaceAll("stages .*", "stages    STAGES").split("\n\n");
    // Nothing was asked between the two looks.
    assertThat(blocks).hasSize(2);
    assertThat(blocks[1].strip()).isEqualTo(block.replace("FOUND", "- of 0").strip());
    Ran json = run(at("top", "--count", "3", "-d", "0.1", "--json"));
    assertThat(json.out().lines()).hasSize(3);
    JsonNode last = demandSchema("top", json);
    assertThat(last.path("interval_seconds").asDouble()).isBetween(0.1, 10.0);
    assertThat(last.path("requests_per_second").asDouble()).isZero();
    assertThat(last.at("/tiles/hit_rate").isNull()).isTrue();
  }

  @Test
  void redrawsOnATerminalUntilQIsTyped() throws Exception {
    screen = terminal(40, 6);
    keys = new ByteArrayInputStream("xq".getBytes(StandardCharsets.US_ASCII));
    Ran live = run(at("top", "-d", "60"));
    assertThat(live.code()).isEqualTo(ExitCode.OK);
    assertThat(live.out())
        .startsWith("\033[?1049h\033[?25l\033[HVisiOmatic ")
        .endsWith("\033[J\033[?25h\033[?1049l");
    List<String> drawn = live.out().lines().toList();
    assertThat(drawn).hasSize(6);
    assertThat(drawn)
        .allMatch(line -> line.replaceAll("\033\\[[?0-9]*[a-zA-Z]", "").length() <= 40);
  }

  private static Screen terminal(int columns, int rows) {
    return new Screen() {
      @Override
      public boolean isTerminal() {
        return true;
      }

      @Override
      public int columns() {
        return columns;
      }

      @Override
      public int rows() {
        return rows;
      }

      @Override
      public Graphics graphics() {
        return Graphics.NONE;
      }
    };
  }

  @Test
  void listsWarmsAndPutsAwayImages() throws Exception {
    Ran warmed = run(at("warm", "mono.fits", "cube.fits", "--levels", "2"));
    assertThat(warmed.out())
        .isEqualTo(
            """
            mono.fits: 2 levels in memory, 3 tiles, 3 drawn
            cube.fits: 2 levels in memory, 9 tiles, 0 drawn
            """);
    assertThat(warmed.code()).isEqualTo(ExitCode.OK);
    assertThat(golden(run(at("images", "--sort", "size")).out()))
        .isEqualTo(
            """
            image               size  levels    memory  users  last use
            mono.fits  600 × 500 × 1       3  BYTES      0  TIME
            cube.fits  300 × 200 × 3       2   BYTES      0  TIME
            """);
    assertThat(run(at("images", "--sort", "name", "--json")).out().lines())
        .extracting(line -> JSON.readTree(line).path("image").asText())
        .containsExactly("cube.fits", "mono.fits");
    demandSchema("images", run(at("images", "--json")));
    assertThat(run(at("evict", "mono.fits")).out())
        .isEqualTo("mono.fits: put away, with 3 tiles\n");
    assertThat(run(at("evict", "mono.fits")).out()).isEqualTo("mono.fits: was not open\n");
    assertThat(run(at("evict", "--all")).out()).isEqualTo("1 image put away, with 0 tiles\n");
    assertThat(run(at("images")).out().lines()).hasSize(1);
    demandSchema("warm", run(at("warm", "mono.fits", "--json")));
    demandSchema("evict", run(at("evict", "mono.fits", "--json")));
    demandSchema("evict", run(at("evict", "--all", "--json")));
  }

  @Test
  void saysWhichImagesAreNotThere() throws Exception {
    Ran none = run(at("warm", "missing.fits"));
    assertThat(none.code()).isEqualTo(ExitCode.NO_INPUT);
    assertThat(none.err()).startsWith("visiomatic: missing.fits: ").doesNotContain("\tat ");
    Ran some = run(at("evict", "missing.fits", "mono.fits"));
    assertThat(some.code()).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(some.out()).isEqualTo("mono.fits: was not open\n");
    assertThat(run(at("evict")).code()).isEqualTo(ExitCode.USAGE);
    assertThat(run(at("warm")).code()).isEqualTo(ExitCode.USAGE);
    assertThat(run(at("evict", "mono.fits", "--all")).code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void reloadsAndSaysWhatChanged() throws Exception {
    Ran alone = run(at("reload"));
    assertThat(alone.code()).isEqualTo(ExitCode.FAILED);
    assertThat(alone.err())
        .isEqualTo("visiomatic: This server has no configuration to read again.\n");
    server.onReload(() -> new Reloaded.Followed(List.of("gamma", "quality"), List.of("workers")));
    assertThat(run(at("reload")).out())
        .isEqualTo("reloaded, with other gamma, quality; to be restarted for workers\n");
    demandSchema("reload", run(at("reload", "--json")));
    server.onReload(() -> new Reloaded.Refused("The setting gamma is 99."));
    Ran refused = run(at("reload"));
    assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err()).isEqualTo("visiomatic: The setting gamma is 99.\n");
  }

  @Test
  void showsTheLog() throws Exception {
    visit("/api?FIF=mono.fits&CHAN=1&JTL=0,0");
    visit("/api?FIF=missing.fits&INFO");
    awaitRequests(2);
    assertThat(golden(run(at("log", "-n", "2")).out()))
        .isEqualTo(
            """
            TIME 200 tile T BYTES 127.0.0.1 GET /api?FIF=mono.fits&CHAN=1&JTL=0,0
            TIME 404 info T BYTES 127.0.0.1 GET /api?FIF=missing.fits&INFO
            """);
    assertThat(run(at("log", "--status", "4xx")).out().lines()).hasSize(1);
    assertThat(run(at("log", "--slow", "100000")).out()).isEmpty();
    assertThat(golden(run(at("log")).out())).contains("TIME --- info The server listens at ");
    demandSchema("log", run(at("log", "--json")));
    demandSchema("log", run(at("log", "--json", "--slow", "0", "--status", "200")));
    for (String wrong : List.of("--status=6xx", "--lines=x", "--slow=-1")) {
      assertThat(run(at("log", wrong)).code()).as(wrong).isEqualTo(ExitCode.USAGE);
    }
  }

  @Test
  void followsTheLogUntilTheServerStops() throws Exception {
    CompletableFuture<Ran> followed =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return run(at("log", "-f", "--lines", "1"));
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    while (!out.toString().contains(" --- ")) {
      Thread.onSpinWait();
    }
    visit("/healthz?while");
    while (!out.toString().contains("/healthz?while")) {
      Thread.onSpinWait();
    }
    // Its connection would be waited for.
    visitor.close();
    server.close();
    Ran ran = followed.get();
    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.OK);
    assertThat(ran.out()).endsWith(" --- info The server is being stopped.\n");
  }

  @Test
  void followingIsInterruptible() throws Exception {
    CompletableFuture<Integer> code = new CompletableFuture<>();
    Thread follower =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    code.complete(run(at("log", "-f", "--lines", "1")).code());
                  } catch (IOException e) {
                    code.completeExceptionally(e);
                  }
                });
    while (!out.toString().contains(" --- ")) {
      Thread.onSpinWait();
    }
    follower.interrupt();
    assertThat(code.get()).isEqualTo(ExitCode.INTERRUPTED);
  }

  @Test
  void showsTheTokenThatIsAskedForAndSaysWhichWasWrong() throws Exception {
    server.close();
    start(new AdminSettings("localhost", 0, Optional.of(TOKEN)));
    Path right = Files.writeString(folder.resolve("right"), TOKEN + "\nsecond line\n");
    Path wrong = Files.writeString(folder.resolve("wrong"), "fedcba9876543210\n");
    Ran missing = run(at("status"));
    assertThat(missing.code()).isEqualTo(ExitCode.FAILED);
    assertThat(missing.err())
        .isEqualTo(
            "visiomatic: The server at %s asks for a token, but there is none; name the file of its token with --token-file.\n"
                .formatted(url));
    assertThat(run(at("status", "--token-file", right.toString())).code()).isEqualTo(ExitCode.OK);
    Ran refused = run(at("status", "--token-file", wrong.toString()));
    assertThat(refused.err()).contains("the token of the file " + wrong).doesNotContain("fedcba");
    environment.put("VISIOMATIC_ADMIN_TOKEN", TOKEN);
    assertThat(run(at("status")).code()).isEqualTo(ExitCode.OK);
    assertThat(run(at("status", "--token-file", wrong.toString())).code())
        .isEqualTo(ExitCode.FAILED);
    environment.remove("VISIOMATIC_ADMIN_TOKEN");
    Files.writeString(folder.resolve("visiomatic.conf"), "admin_token_file = " + right + "\n");
    assertThat(run(at("status")).code()).isEqualTo(ExitCode.OK);
    Files.writeString(folder.resolve("visiomatic.conf"), "admin_token = fedcba9876543210\n");
    assertThat(run(at("status")).err()).contains("the token of the setting admin_token");
    // What the shell is connected to keeps its token.
    assertThat(run("connect", url, "--token-file", right.toString()).code()).isZero();
    assertThat(run("status").code()).isEqualTo(ExitCode.OK);
    assertThat(connection.connected().toString()).doesNotContain(TOKEN);
    assertThat(run("status", "--token-file", folder.resolve("gone").toString()).err())
        .contains("gone cannot be read");
  }

  @Test
  void saysWhatIsWrongWhereNoServerAnswers() throws Exception {
    int free;
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = probe.getLocalPort();
    }
    Ran nothing = run("status", "--url", "localhost:" + free);
    assertThat(nothing.code()).isEqualTo(ExitCode.FAILED);
    assertThat(nothing.err())
        .isEqualTo(
            "visiomatic: Nothing listens at http://localhost:%d/; see whether the server runs and whether that is its admin_port.\n"
                .formatted(free));
    Ran open = run("images", "--url", server.uri().toString());
    assertThat(open.code()).isEqualTo(ExitCode.FAILED);
    assertThat(open.err()).contains("no interface for administrators", "public address");
    HttpServer other = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    other.createContext(
        "/",
        exchange -> {
          byte[] body = "<html>Hello</html>".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    other.start();
    try {
      assertThat(run("status", "--url", "localhost:" + other.getAddress().getPort()).err())
          .contains("is no interface for administrators of VisiOmatic.");
    } finally {
      other.stop(0);
    }
    for (String wrong : List.of("ftp://localhost", "http://", "a b", "http://u:p@localhost:1")) {
      assertThat(run("status", "--url", wrong).code()).as(wrong).isEqualTo(ExitCode.USAGE);
    }
  }

  @Test
  void saysThatVersionsDiffer() throws Exception {
    HttpServer other = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    other.createContext(
        "/admin/stats",
        exchange -> {
          byte[] body =
              "{\"version\":\"9.9\",\"uptime_seconds\":90000,\"ready\":false,\"reasons\":[\"It is full.\"]}"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    other.start();
    try {
      Ran ran = run("connect", "localhost:" + other.getAddress().getPort());
      assertThat(ran.code()).isEqualTo(ExitCode.OK);
      assertThat(ran.out()).contains("VisiOmatic 9.9 at ", "up 1 d 1 h, not ready: It is full.");
      assertThat(ran.err()).contains("version 9.9 and this program of version");
    } finally {
      other.stop(0);
    }
  }
}
