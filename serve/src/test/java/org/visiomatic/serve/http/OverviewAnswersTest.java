package org.visiomatic.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the image service answers about an image of four levels while it is being built, and the
/// upper two are known already.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OverviewAnswersTest extends ServerFixture {

  private static final String IMAGE = "/api?FIF=sky.fits&";

  private static final List<String> ANSWERED =
      List.of(
          "obj=IIP,1.0",
          "CHAN=1&JTL=0,0",
          "JTL=1,0",
          "CHAN=1&CMP=jet&FMT=png&JTL=1,1",
          "CHAN=1&CUT=mad:-2,9&JTL=0,0",
          "RGN=1,1:1000,900&BIN=4",
          "RGN=1,1:1000,900&BIN=8");

  @BeforeEach
  void knowTheUpperLevels() {
    images.finestOfOverview = 2;
    images.gate = new CountDownLatch(1);
  }

  @Test
  void answersWhatTheUpperLevelsCanAndLaterTheSame() {
    Map<String, byte[]> early =
        ANSWERED.stream().collect(Collectors.toMap(query -> query, this::body));
    images.gate.countDown();
    awaitState("ready");
    early.forEach((query, body) -> assertThat(body(query)).describedAs(query).isEqualTo(body));
    assertThat(images.builds).hasValue(1);
  }

  @Test
  void describesTheImageAsItWillBeUnderANameOfItsOwn() {
    ObjectNode early = info();
    images.gate.countDown();
    awaitState("ready");
    ObjectNode late = info();
    assertThat(early.remove("identity").asText()).startsWith("overview-");
    assertThat(late.remove("identity").asText()).doesNotStartWith("overview-");
    assertThat(early.remove("picture_version")).isNotEqualTo(late.remove("picture_version"));
    assertThat(early).isEqualTo(late);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CHAN=1&JTL=2,0",
        "JTL=3,5",
        "CHAN=1&SCL=2&JTL=1,0",
        "VAL=5,5",
        "PFL=1,1:9,9",
        "CHAN=1&CUT=zscale&JTL=0,0",
        "CHAN=1&STR=histogram&JTL=0,0",
        "RGN=1,1:1000,900&BIN=2"
      })
  void waitsForTheRestWhereItMust(String query) throws Exception {
    body("INFO");
    try (ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<byte[]>> waiting = visitors.submit(() -> browser.get(IMAGE + query));
      body("JTL=0,0");
      assertThat(waiting.isDone()).isFalse();
      images.gate.countDown();
      assertThat(waiting.get().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void refusesWhatThereIsNotAtOnce() {
    assertThat(browser.get(IMAGE + "RGN=1,1:9,9&BIN=16").statusCode()).isEqualTo(404);
    assertThat(browser.get(IMAGE + "JTL=0,1").statusCode()).isEqualTo(404);
    assertThat(browser.get(IMAGE + "JTL=2,99").statusCode()).isEqualTo(404);
    images.gate.countDown();
  }

  @Test
  void saysHowManyResolutionsThereAre() {
    assertThat(Browser.text(browser.get(IMAGE + "INFO", "Prefer", "respond-async")))
        .isEqualTo("{\"progress\":\"/api/progress?FIF=sky.fits\"}");
    assertThat(awaitState("building").path("resolutions").asInt()).isEqualTo(2);
    images.gate.countDown();
    assertThat(awaitState("ready").path("resolutions").asInt()).isEqualTo(4);
  }

  @Test
  void marksItsAnswersAsOfTheOverviewOnly() {
    HttpResponse<byte[]> early = browser.get(IMAGE + "JTL=0,0");
    String tag = Browser.header(early, "ETag");
    assertThat(browser.get(IMAGE + "JTL=0,0", "If-None-Match", tag).statusCode()).isEqualTo(304);
    images.gate.countDown();
    awaitState("ready");
    HttpResponse<byte[]> late = browser.get(IMAGE + "JTL=0,0", "If-None-Match", tag);
    assertThat(late.statusCode()).isEqualTo(200);
    assertThat(Browser.header(late, "ETag")).isNotEqualTo(tag);
  }

  @Test
  void letsNobodyKeepItsPicturesForEver() {
    String early = info().path("picture_version").asText();
    assertThat(cacheControl("CHAN=1&JTL=0,0&VER=" + early)).isEqualTo("no-cache");
    images.gate.countDown();
    awaitState("ready");
    assertThat(cacheControl("CHAN=1&JTL=0,0&VER=" + early)).isEqualTo("no-cache");
    String late = info().path("picture_version").asText();
    assertThat(cacheControl("CHAN=1&JTL=0,0&VER=" + late)).contains("immutable");
  }

  private String cacheControl(String query) {
    return Browser.header(browser.get(IMAGE + query), "Cache-Control");
  }

  private ObjectNode info() {
    return (ObjectNode) Browser.json(browser.get(IMAGE + "INFO"));
  }

  private byte[] body(String query) {
    HttpResponse<byte[]> answer = browser.get(IMAGE + query);
    assertThat(answer.statusCode()).describedAs(query).isEqualTo(200);
    return answer.body();
  }

  private JsonNode awaitState(String state) {
    while (true) {
      JsonNode status =
          Browser.json(browser.get("/api/progress?FIF=sky.fits", "Accept", "application/json"));
      if (status.path("state").asText().equals(state)) {
        return status;
      }
      Thread.onSpinWait();
    }
  }
}
