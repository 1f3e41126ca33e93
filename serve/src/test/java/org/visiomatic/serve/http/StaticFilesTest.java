package org.visiomatic.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.visiomatic.serve.PublishedFolders;

/// How files of the site are sent.
class StaticFilesTest extends ServerFixture {

  private static final String DATE = "Sun, 06 Nov 1994 08:49:37 GMT";

  private final byte[] text = "0123456789".repeat(1000).getBytes(StandardCharsets.US_ASCII);
  private Path extra;

  @BeforeEach
  void publish() throws IOException {
    extra = Files.createDirectory(folder.resolve("extra"));
    for (String name : new String[] {"a.txt", "a.png", "a.js", "a.svg", "a.bin"}) {
      Path file = Files.write(extra.resolve(name), text);
      Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(784111777)));
    }
    Files.createFile(extra.resolve("empty.txt"));
    restart(
        settings()
            .with(
                settings()
                    .paths()
                    .with(
                        new PublishedFolders(
                            Optional.empty(), Optional.empty(), "/manual", Optional.of(extra)))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bytes=0-0|bytes 0-0/10000|0",
        "bytes=3-7|bytes 3-7/10000|34567",
        "bytes=9998-|bytes 9998-9999/10000|89",
        "bytes=-3|bytes 9997-9999/10000|789",
        "bytes=9999-99999999999999999|bytes 9999-9999/10000|9",
        "BYTES = 1 - 2|bytes 1-2/10000|12"
      })
  void sendsAPart(String range, String contentRange, String body) {
    HttpResponse<byte[]> part = browser.get("/extra/a.bin", "Range", range);
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(Browser.header(part, "Content-Range")).isEqualTo(contentRange);
    assertThat(Browser.text(part)).isEqualTo(body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bytes=1-2,5-6", "bytes=5-3", "lines=1-2", "bytes=-", "bytes", "", "bytes=a-b"})
  void sendsTheWholeForWhatIsNoSinglePart(String range) {
    HttpResponse<byte[]> whole = browser.get("/extra/a.bin", "Range", range);
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.body()).isEqualTo(text);
    assertThat(Browser.header(whole, "Accept-Ranges")).isEqualTo("bytes");
  }

  @Test
  void refusesPartsThatAreNotThere() {
    HttpResponse<byte[]> refused = browser.get("/extra/a.bin", "Range", "bytes=10000-");
    assertThat(refused.statusCode()).isEqualTo(416);
    assertThat(Browser.header(refused, "Content-Range")).isEqualTo("bytes */10000");
    assertThat(browser.get("/extra/empty.txt", "Range", "bytes=-1").statusCode()).isEqualTo(416);
    assertThat(browser.get("/extra/empty.txt").body()).isEmpty();
  }

  @Test
  void goesOnWithAPartOnlyOfTheSameFile() {
    String tag = Browser.header(browser.get("/extra/a.bin"), "ETag");
    for (String same : new String[] {tag, DATE}) {
      assertThat(browser.get("/extra/a.bin", "Range", "bytes=1-2", "If-Range", same).statusCode())
          .as(same)
          .isEqualTo(206);
    }
    for (String other :
        new String[] {"\"x\"", "W/" + tag, "Sun, 06 Nov 1994 08:49:38 GMT", "yesterday"}) {
      assertThat(browser.get("/extra/a.bin", "Range", "bytes=1-2", "If-Range", other).statusCode())
          .as(other)
          .isEqualTo(200);
    }
  }

  @Test
  void sendsNothingAgainThatHasNotChanged() {
    HttpResponse<byte[]> file = browser.get("/extra/a.bin");
    assertThat(Browser.header(file, "Last-Modified")).isEqualTo(DATE);
    String tag = Browser.header(file, "ETag");
    assertThat(status("If-None-Match", tag)).isEqualTo(304);
    assertThat(status("If-None-Match", "\"x\", W/" + tag)).isEqualTo(304);
    assertThat(status("If-None-Match", "*")).isEqualTo(304);
    assertThat(status("If-None-Match", "\"x\"")).isEqualTo(200);
    assertThat(status("If-Modified-Since", DATE)).isEqualTo(304);
    assertThat(status("If-Modified-Since", "Sun, 06 Nov 1994 08:49:36 GMT")).isEqualTo(200);
    assertThat(status("If-Modified-Since", "nonsense")).isEqualTo(200);
    assertThat(status("If-Modified-Since", DATE, "If-None-Match", "\"x\"")).isEqualTo(200);
  }

  private int status(String... headers) {
    return browser.get("/extra/a.bin", headers).statusCode();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.txt", "a.js", "a.svg"})
  void compressesTexts(String name) throws IOException {
    HttpResponse<byte[]> plain = browser.get("/extra/" + name);
    HttpResponse<byte[]> packed = browser.get("/extra/" + name, "Accept-Encoding", "br, gzip");
    assertThat(Browser.header(packed, "Content-Encoding")).isEqualTo("gzip");
    assertThat(Browser.header(packed, "Vary")).isEqualTo("Accept-Encoding");
    assertThat(Browser.header(plain, "Vary")).isEqualTo("Accept-Encoding");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
        .isEqualTo(plain.body())
        .isEqualTo(text);
    String tag = Browser.header(packed, "ETag");
    assertThat(tag).isNotEqualTo(Browser.header(plain, "ETag"));
    HttpResponse<byte[]> again =
        browser.get("/extra/" + name, "Accept-Encoding", "gzip", "If-None-Match", tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(Browser.header(again, "ETag")).isEqualTo(tag);
    HttpResponse<byte[]> head = browser.send("HEAD", "/extra/" + name, "Accept-Encoding", "gzip");
    assertThat(Browser.header(head, "Content-Length"))
        .isEqualTo(Integer.toString(packed.body().length));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip|true",
        "x-gzip|true",
        "*|true",
        "deflate, gzip;q=0.5|true",
        "gzip;q=1.0, identity;q=0.5|true",
        "identity;q=1, gzip;q=0.5|false",
        "gzip;q=0|false",
        "gzip; Q=0.000|false",
        "*;q=1, gzip;q=0|false",
        "gzip;q=x|false",
        "br|false",
        "gzipped|false",
        ";|false"
      })
  void followsTheWeightsOfCodings(String accepted, boolean packed) {
    assertThat(AcceptedCodings.preferGzip(accepted)).isEqualTo(packed);
  }

  @Test
  void neverCompressesPictures() {
    HttpResponse<byte[]> picture = browser.get("/extra/a.png", "Accept-Encoding", "gzip");
    assertThat(picture.body()).isEqualTo(text);
    assertThat(Browser.header(picture, "Vary")).isEmpty();
    HttpResponse<byte[]> tile = browser.get(TILE, "Accept-Encoding", "gzip");
    assertThat(Browser.header(tile, "Content-Encoding")).isEmpty();
    assertThat(Browser.header(tile, "Vary")).isEqualTo("Accept");
  }

  @Test
  void readsNothingForHead() {
    HttpResponse<byte[]> head = browser.send("HEAD", "/extra/a.bin");
    assertThat(head.body()).isEmpty();
    assertThat(Browser.header(head, "Content-Length")).isEqualTo("10000");
  }

  @Test
  void sendsTheNewFileAfterAChange() throws IOException {
    String before = Browser.header(browser.get("/extra/a.js", "Accept-Encoding", "gzip"), "ETag");
    byte[] changed = Arrays.copyOf(text, 5000);
    Files.write(extra.resolve("a.js"), changed);
    HttpResponse<byte[]> after =
        browser.get("/extra/a.js", "Accept-Encoding", "gzip", "If-None-Match", before);
    assertThat(after.statusCode()).isEqualTo(200);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(after.body())))
        .hasBinaryContent(changed);
  }
}
