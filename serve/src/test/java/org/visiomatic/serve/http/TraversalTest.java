package org.visiomatic.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.visiomatic.serve.PublishedFolders;
import org.visiomatic.serve.ServerPaths;
import org.visiomatic.serve.library.FakeImages;

/// Attempts to read what was not published, written to the socket as they are: no client tidies
/// them up. Each is refused, and nothing is learned from how.
class TraversalTest extends ServerFixture {

  private static final String SECRET = "the-secret";

  /// What stands between the start of a path and the name of a secret beside the published folders.
  private static final List<String> WAYS_OUT =
      List.of(
          "../",
          "..%2f",
          "..%2F",
          "%2e%2e/",
          "%2e%2e%2f",
          ".%2e/",
          "%2e./",
          "%252e%252e/",
          "%252e%252e%252f",
          "..%252f",
          "%25252e%25252e%25252f",
          "..%5c",
          "..\\",
          "%2e%2e%5c",
          "..%255c",
          ".\\..\\",
          "a/../../",
          "sub/../../",
          "sub/%2e%2e/%2e%2e/",
          "sub/..%2f..%2f",
          "./../",
          ".//../",
          "/../",
          "//../",
          "..//",
          "....//",
          "...//",
          "..;/",
          "..;a=b/",
          "..%3b/",
          "..%00/",
          "%00/../",
          "..%09/",
          "..%0d%0a/",
          "..%20/",
          "..%c0%af",
          "%c0%ae%c0%ae/",
          "%c0%ae%c0%ae%c0%af",
          "%e0%80%ae%e0%80%ae%e0%80%af",
          "%f0%80%80%ae%f0%80%80%ae/",
          "..%e0%80%af",
          "..%ef%bc%8f",
          "%ef%bc%8e%ef%bc%8e/",
          "..%u2215",
          "..%u002f",
          "%uff0e%uff0e/",
          "..%2f%2e",
          "linked/",
          "sub/linked/",
          "~/../",
          "file:../",
          "file:///",
          "?/../",
          "%3f/../",
          "#/../",
          "%23/../");

  /// Whole names that lead elsewhere by themselves.
  private static final List<String> ELSEWHERE =
      List.of(
          "/etc/passwd",
          "//etc/passwd",
          "%2fetc%2fpasswd",
          "%2Fetc/passwd",
          "%252fetc%252fpasswd",
          "../../../../../../../../../../etc/passwd",
          "..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
          "%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
          "..%c0%af..%c0%af..%c0%af..%c0%af..%c0%af..%c0%afetc/passwd",
          "....//....//....//....//....//....//etc/passwd",
          "file:///etc/passwd",
          "file:%2f%2f%2fetc%2fpasswd",
          "C:%5cwindows%5cwin.ini",
          "C:/windows/win.ini",
          "c:win.ini",
          "C%3a/windows/win.ini",
          "%5c%5chost%5cshare%5cfile",
          "\\\\host\\share\\file",
          "//host/share/file",
          "%5c%5c%3f%5cC:%5cwin.ini",
          "%5c%5c.%5cC:%5cwin.ini",
          "CON",
          "NUL",
          "COM1.txt",
          "%00",
          "%00/etc/passwd",
          "/proc/self/environ",
          "/proc/self/root/etc/passwd",
          "/dev/stdin",
          "link.txt",
          "link.fits",
          "sub/link.txt",
          "linked",
          "linked/",
          ".",
          "..",
          "%2e",
          "%2e%2e",
          "sub",
          "sub/",
          "inside.txt/",
          "inside.txt/.",
          "inside.txt/..",
          "inside.txt%00",
          "inside.txt%00.png",
          "inside.txt::$DATA",
          "inside.txt%20",
          "inside.txt.",
          "INSIDE.TXT%5c",
          "~",
          "~root/.profile",
          "*",
          "%",
          "%2",
          "%zz");

  @BeforeEach
  void publish() throws IOException {
    Files.writeString(folder.resolve("secret.txt"), SECRET);
    FakeImages.write(folder, "secret.fits", 1, 4, 4);
    for (String name : List.of("extra", "manual", "client")) {
      plant(Files.createDirectory(folder.resolve(name)));
    }
    plant(data);
    ServerPaths paths = settings().paths();
    restart(
        settings()
            .with(
                paths.with(
                    new PublishedFolders(
                        Optional.of(folder.resolve("client")),
                        Optional.of(folder.resolve("manual")),
                        "/manual",
                        Optional.of(folder.resolve("extra"))))));
  }

  /// A folder with something to see, and links that lead out of it.
  private void plant(Path published) throws IOException {
    Files.writeString(published.resolve("inside.txt"), "inside");
    Files.writeString(published.resolve(".hidden"), SECRET);
    Path sub = Files.createDirectory(published.resolve("sub"));
    Files.writeString(sub.resolve("page.txt"), "inside");
    for (Path place : List.of(published, sub)) {
      Files.createSymbolicLink(place.resolve("link.txt"), folder.resolve("secret.txt"));
      Files.createSymbolicLink(place.resolve("link.fits"), folder.resolve("secret.fits"));
      Files.createSymbolicLink(place.resolve("linked"), folder);
    }
  }

  static Stream<String> attacks() {
    String veryLong = "x".repeat(3000);
    return Stream.of(
            WAYS_OUT.stream().flatMap(way -> Stream.of(way + "secret.txt", way + "secret.fits")),
            ELSEWHERE.stream(),
            Stream.of(
                veryLong,
                "../".repeat(3000) + "etc/passwd",
                "%2e%2e%2f".repeat(2000) + "etc/passwd",
                "a/".repeat(4000),
                "x".repeat(255) + "/" + "y".repeat(256)))
        .flatMap(all -> all);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void readsNothingElse(String attack) throws IOException {
    for (String place : List.of("/extra/", "/manual/", "/client/", "/", "/api/")) {
      refuses(place + attack);
    }
    refusesImage("/api?INFO&FIF=" + attack);
    refusesImage("/api?CHAN=1&JTL=0,0&FIF=" + attack);
    refusesImage("/api/progress?FIF=" + attack);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/extra", "/manual", "/client", "/api"})
  void readsNothingBesideItsFolders(String place) throws IOException {
    for (String attack :
        List.of(
            place + "/../secret.txt",
            place + "/..%2fsecret.txt",
            place + "secret.txt",
            place + "%2f..%2fsecret.txt",
            place + "%5c..%5csecret.txt",
            place + "..%2fsecret.txt",
            "/." + place + "/../secret.txt",
            "//" + place + "/../secret.txt",
            "http://localhost" + place + "/../secret.txt",
            place + ";/../secret.txt",
            place + "/.hidden",
            place + "/sub/../.hidden",
            place + "/%2ehidden")) {
      refuses(attack);
    }
    assertThat(ask("/extra/inside.txt")).startsWith("HTTP/1.1 200").endsWith("inside");
  }

  /// A fragment or a query ends the path, dots at its end go up within what is published; what is
  /// there may well be a page.
  private void refuses(String address) throws IOException {
    String answer = ask(address);
    boolean cut = address.matches(".*[?#].*|.*/\\.{1,2}");
    assertThat(answer)
        .as(address)
        .matches("(?s)HTTP/1.1 (400|404|414" + (cut ? "|200|308|422" : "") + ") .*");
    revealsNothing(address, answer);
  }

  private void refusesImage(String address) throws IOException {
    String answer = ask(address);
    // A name that is cut off by the end of the query is too short to be one.
    assertThat(answer).as(address).matches("(?s)HTTP/1.1 (400|404|414|422) .*");
    revealsNothing(address, answer);
  }

  private void revealsNothing(String address, String answer) {
    assertThat(answer)
        .as(address)
        .doesNotContain(SECRET, "root:", folder.toString(), "Exception", "java.");
  }

  private String ask(String address) throws IOException {
    try (Socket visitor = new Socket("localhost", server.port())) {
      visitor.setSoTimeout(10_000);
      visitor
          .getOutputStream()
          .write(
              ("GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.ISO_8859_1));
      return new String(visitor.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
