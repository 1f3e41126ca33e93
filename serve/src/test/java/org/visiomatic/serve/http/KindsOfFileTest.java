package org.visiomatic.serve.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visiomatic.serve.api.Painter;
import org.visiomatic.tiler.encode.PictureFormat;

/// JPEG, PNG and WebP by parameter and by the header `Accept`, as caches on the way see them.
class KindsOfFileTest extends ServerFixture {

  private static final String BROWSER = "text/html,image/avif,image/webp,image/png,*/*;q=0.8";

  private final Painter real = Painter.ofTiler();

  @BeforeEach
  void paintForReal() throws IOException {
    browser.close();
    server.close();
    server = VisiomaticServer.start(settings(), images, real, () -> {});
    browser = new Browser(server.uri());
  }

  private void demand(String kind) {
    boolean made = !kind.equals("webp") || real.makes(PictureFormat.WEBP);
    assumeTrue(made, "This machine has no libwebp.");
  }

  private static String kindOf(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).isEqualTo(200);
    String start = new String(answer.body(), 0, 12, StandardCharsets.ISO_8859_1);
    String kind =
        start.startsWith("\u00ff\u00d8\u00ff")
            ? "jpeg"
            : start.startsWith("\u0089PNG") ? "png" : start.endsWith("WEBP") ? "webp" : "?";
    assertThat(Browser.header(answer, "Content-Type")).isEqualTo("image/" + kind);
    return kind;
  }

  @ParameterizedTest
  @CsvSource({"jpeg", "png", "webp"})
  void sendsWhatTheParameterNamesWhateverTheHeaderTakes(String kind) {
    demand(kind);
    for (String accept : new String[] {BROWSER, "image/png", "image/jpeg", "text/html"}) {
      HttpResponse<byte[]> answer = browser.get(TILE + "&FMT=" + kind, "Accept", accept);
      assertThat(kindOf(answer)).isEqualTo(kind);
      assertThat(Browser.header(answer, "Vary")).doesNotContain("Accept");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jpeg|*/*",
        "jpeg|" + BROWSER,
        "jpeg|image/jpeg,image/png",
        "png|image/png",
        "png|image/jpeg;q=0.1,image/png",
        "webp|image/webp",
      })
  void sendsWhatTheHeaderTakesAndSaysThatItDependsOnIt(String kind, String accept) {
    demand(kind);
    HttpResponse<byte[]> answer = browser.get(TILE, "Accept", accept);
    assertThat(kindOf(answer)).isEqualTo(kind);
    assertThat(Browser.header(answer, "Vary")).isEqualTo("Accept");
    HttpResponse<byte[]> same =
        browser.get(TILE, "Accept", accept, "If-None-Match", Browser.header(answer, "ETag"));
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(Browser.header(same, "Vary")).isEqualTo("Accept");
    assertThat(Browser.header(same, "ETag")).isEqualTo(Browser.header(answer, "ETag"));
    HttpResponse<byte[]> head = browser.send("HEAD", TILE, "Accept", accept);
    assertThat(Browser.header(head, "Content-Length"))
        .isEqualTo(Integer.toString(answer.body().length));
    assertThat(Browser.header(head, "Content-Type")).isEqualTo("image/" + kind);
  }

  @Test
  void keepsKindsApart() {
    Set<String> tags = new HashSet<>();
    // By turns, so that what is in memory of one kind is not given out as another.
    for (int round = 0; round < 2; round++) {
      for (String accept : new String[] {"image/jpeg", "image/png"}) {
        HttpResponse<byte[]> answer = browser.get(TILE, "Accept", accept);
        assertThat("image/" + kindOf(answer)).isEqualTo(accept);
        tags.add(Browser.header(answer, "ETag"));
      }
    }
    assertThat(tags).hasSize(2);
    HttpResponse<byte[]> jpeg = browser.get(TILE, "Accept", "image/jpeg");
    HttpResponse<byte[]> other =
        browser.get(TILE, "Accept", "image/png", "If-None-Match", Browser.header(jpeg, "ETag"));
    assertThat(kindOf(other)).isEqualTo("png");
  }

  @Test
  void namesTheSamePictureTheSameWhoeverChoseItsKind() {
    HttpResponse<byte[]> named = browser.get(TILE + "&FMT=png", "Accept", "*/*");
    HttpResponse<byte[]> taken = browser.get(TILE, "Accept", "image/png");
    assertThat(taken.body()).isEqualTo(named.body());
    assertThat(Browser.header(taken, "ETag")).isEqualTo(Browser.header(named, "ETag"));
  }
}
