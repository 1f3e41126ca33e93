package org.visiomatic.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.visiomatic.serve.ImageDefaults;
import org.visiomatic.tiler.pyramid.TileSize;

/// For how long pictures may be kept that were asked for by their version.
class PictureVersionsTest extends ServerFixture {

  private static final ImageDefaults USUAL = ImageDefaults.defaults();

  static List<ImageDefaults> otherLooks() {
    return List.of(
        new ImageDefaults(10, 1, 1.5, 2.2, 97, TileSize.DEFAULT),
        new ImageDefaults(0, 2, 1.5, 2.2, 97, TileSize.DEFAULT),
        new ImageDefaults(0, 1, 1.5, 3, 97, TileSize.DEFAULT),
        USUAL.withQuality(50));
  }

  @Test
  void letsPicturesOfTheVersionInInfoBeKeptForEver() {
    assertThat(cacheControl(version())).isEqualTo("public, max-age=31536000, immutable");
    assertThat(Browser.header(browser.get(TILE), "Cache-Control")).isEqualTo("no-cache");
    String identity = info().path("identity").asText();
    assertThat(cacheControl(identity)).isEqualTo("no-cache");
  }

  @ParameterizedTest
  @MethodSource("otherLooks")
  void hasAnotherVersionOncePicturesLookDifferent(ImageDefaults other) throws IOException {
    String old = version();
    HttpResponse<byte[]> before = browser.get(TILE + "&VER=" + old);
    server.follow(settings().with(other));
    HttpResponse<byte[]> after = browser.get(TILE + "&VER=" + old);
    assertThat(Browser.header(after, "Cache-Control")).isEqualTo("no-cache");
    assertThat(Browser.header(after, "ETag")).isNotEqualTo(Browser.header(before, "ETag"));
    assertThat(version()).isNotEqualTo(old);
    assertThat(cacheControl(version())).contains("immutable");
    server.follow(settings());
    assertThat(version()).isEqualTo(old);
  }

  @Test
  void keepsTheVersionWhenOnlyClientsLookDifferent() throws IOException {
    String old = version();
    server.follow(settings().with(new ImageDefaults(0, 1, 3, 2.2, 97, TileSize.DEFAULT)));
    assertThat(version()).isEqualTo(old);
  }

  private String version() {
    return info().path("picture_version").asText();
  }

  private JsonNode info() {
    return Browser.json(browser.get("/api?FIF=sky.fits&INFO"));
  }

  private String cacheControl(String version) {
    return Browser.header(browser.get(TILE + "&VER=" + version), "Cache-Control");
  }
}
