package org.visiomatic.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.serve.api.Parameter;
import org.visiomatic.serve.library.FakeImages;

/// Addresses that nobody would think of, byte by byte over a socket: each is answered, none with a
/// failure of the server, none with a file that is not served, and the log stays clean.
class AddressesTest {

  private static final String SECRET = "nobody may read this";

  private static @Nullable Path folder;
  private static @Nullable VisiomaticServer server;
  private static @Nullable QuietLog log;

  @BeforeContainer
  static void open() throws IOException {
    log = new QuietLog();
    folder = Files.createTempDirectory("visiomatic-addresses");
    Path data = Files.createDirectories(folder.resolve("data"));
    FakeImages.write(data, "sky.fits", 1, 300, 300);
    FakeImages.write(data, "cube.fits", 5, 40, 50);
    Files.writeString(folder.resolve("secret.txt"), SECRET);
    ServerSettings settings = ServerSettings.of(data, folder.resolve("cache"));
    server =
        VisiomaticServer.start(
            settings.with(settings.host().withPort(0)),
            new FakeImages(),
            new FakePainter(),
            () -> {});
  }

  @AfterContainer
  static void theLogWasClean() throws IOException {
    running().close();
    QuietLog heard = Objects.requireNonNull(log);
    heard.close();
    try (var files = Files.walk(Objects.requireNonNull(folder))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    assertThat(heard.complaints()).isEmpty();
  }

  @Property(tries = 700)
  void areAnsweredWhateverTheQuery(@ForAll("queries") String query) {
    demandHarmless("/api?" + query);
  }

  @Property(tries = 700)
  void areAnsweredWhateverTheLook(@ForAll("looks") String query) {
    demandHarmless("/api?" + query);
  }

  @Property(tries = 400)
  void areAnsweredWhateverThePath(@ForAll("paths") String path) {
    demandHarmless(path);
  }

  @Property(tries = 300)
  void areAnsweredWhateverTheBytes(@ForAll("noise") String target) {
    demandHarmless("/" + target);
  }

  @Provide
  Arbitrary<String> queries() {
    Arbitrary<String> names =
        Arbitraries.of(
            Stream.concat(
                    Arrays.stream(Parameter.values()).map(Parameter::spelling),
                    Stream.of("chan", "X", ""))
                .toList());
    Arbitrary<String> numbers =
        Arbitraries.of(
            "0",
            "1",
            "-1",
            "%2B1",
            "2",
            "99",
            "2147483648",
            "-2147483649",
            "1e30",
            "-1e-30",
            "NaN",
            "inf",
            ".5",
            "5.",
            "0x1",
            "1".repeat(40),
            "",
            "%00",
            "1%20",
            "\u0661");
    Arbitrary<String> composed =
        numbers
            .list()
            .ofMinSize(1)
            .ofMaxSize(5)
            .map(list -> String.join(",", list))
            .list()
            .ofMinSize(1)
            .ofMaxSize(3)
            .map(list -> String.join(":", list));
    Arbitrary<String> values =
        Arbitraries.oneOf(
            composed,
            numbers,
            Arbitraries.of("sky.fits", "cube.fits", "../secret.txt", "jet", "grey", "1:0,1", "0,0"),
            fragments().list().ofMaxSize(4).map(list -> String.join("", list)));
    Arbitrary<String> pair =
        names.flatMap(name -> values.map(value -> name + "=" + value)).injectDuplicates(0.1);
    Arbitrary<String> image =
        Arbitraries.of("FIF=sky.fits&", "FIF=cube.fits&", "FIF=sky.fits&CHAN=1&", "");
    Arbitrary<String> rest = pair.list().ofMaxSize(6).map(list -> String.join("&", list));
    return image.flatMap(first -> rest.map(more -> first + more));
  }

  /// Pictures, of which most look as asked and the others nearly do.
  @Provide
  Arbitrary<String> looks() {
    Arbitrary<String> worded =
        Arbitraries.of(Parameter.values())
            .filter(parameter -> !parameter.words().isEmpty())
            .flatMap(AddressesTest::worded);
    Arbitrary<String> plain =
        Arbitraries.of(
                "SAT=", "SCL=", "LUP=8,", "LUP=", "STR=asinh:", "CUT=zscale:", "GAM=", "CHAN=")
            .flatMap(
                name ->
                    Arbitraries.of("0", "0.1", "1", "2", "2.5", "-1", "1e30", "")
                        .map(name::concat));
    Arbitrary<String> picture =
        Arbitraries.of(
            "FIF=sky.fits&CHAN=1&JTL=0,0",
            "FIF=cube.fits&JTL=0,0",
            "FIF=cube.fits&CHAN=2&RGN=1,1:9,9");
    Arbitrary<String> rest =
        Arbitraries.oneOf(worded, plain)
            .list()
            .ofMinSize(1)
            .ofMaxSize(3)
            .map(l -> String.join("&", l));
    return Combinators.combine(picture, rest).as((first, more) -> first + "&" + more);
  }

  private static Arbitrary<String> worded(Parameter parameter) {
    return Combinators.combine(
            Arbitraries.of("", "", "", "1:", "6:"),
            Arbitraries.of(parameter.words()),
            Arbitraries.of("", "", ":0.5", ":5,95", ":-1,9", ":,", "::", ":1e300"))
        .as((channel, word, numbers) -> parameter.spelling() + "=" + channel + word + numbers);
  }

  @Provide
  Arbitrary<String> paths() {
    Arbitrary<String> parts =
        Arbitraries.oneOf(
            fragments(),
            Arbitraries.of(
                "api",
                "progress",
                "client",
                "docs",
                "redoc",
                "extra",
                "manual",
                "kill",
                "openapi.json",
                "index.html",
                "secret.txt",
                "data",
                "etc",
                "passwd"));
    return parts.list().ofMaxSize(8).map(list -> "/" + String.join("/", list));
  }

  @Provide
  Arbitrary<String> noise() {
    return Arbitraries.strings()
        .withCharRange('!', '~')
        .withChars('%', '?', '&', '=', '\u00ff', '\u0080', '/', '.')
        .ofMaxLength(60);
  }

  private static Arbitrary<String> fragments() {
    return Arbitraries.of(
        ".",
        "..",
        "%2e%2e",
        "%2E.",
        "..%2f",
        "..%5c",
        "\\..",
        "%c0%ae%c0%ae",
        "%00",
        "%",
        "%z",
        "%ff",
        "C:",
        "//",
        "a",
        "%252e%252e",
        ";x=1",
        "%3f",
        "%23",
        "%0d%0aX:%20y",
        "~",
        "*",
        "\u00e9",
        "x".repeat(300),
        "CON",
        "NUL.txt",
        ".hidden",
        "%20",
        "+",
        "|",
        "{}",
        "^");
  }

  private static void demandHarmless(String target) {
    String answer =
        ask(
            "GET "
                + target
                + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nConnection: close\r\n\r\n");
    assertThat(answer).as(target).matches("(?s)HTTP/1.1 (200|204|307|308|400|404|405|414|422) .*");
    assertThat(answer).as(target).doesNotContain(SECRET).doesNotContain("root:x:");
    assertThat(answer.substring(0, answer.indexOf("\r\n\r\n"))).as(target).doesNotContain("\nX: y");
  }

  private static VisiomaticServer running() {
    return Objects.requireNonNull(server);
  }

  private static String ask(String request) {
    try (Socket visitor = new Socket("localhost", running().port())) {
      visitor.setSoTimeout(10_000);
      visitor.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = visitor.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(request, e);
    }
  }
}
