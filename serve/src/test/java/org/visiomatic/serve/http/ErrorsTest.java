package org.visiomatic.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Errors, whatever the address: JSON with a `detail` for programs, a page for people.
class ErrorsTest extends ServerFixture {

  private static final String NAVIGATION =
      "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "GET /nonexistent 404",
        "GET /client/nonexistent.js 404",
        "GET /docs/nonexistent.js 404",
        "GET /api?FIF=missing.fits&INFO 404",
        "GET /api?FIF=sky.fits&JTL=0,99 404",
        "GET /api?FIF=sky.fits&JTL=0 422",
        "GET /api/progress 422",
        "GET /api/progress?FIF=missing.fits 404",
        "POST /api 405",
        "DELETE / 405",
        "PUT /openapi.json 405",
      })
  void areJsonForProgramsAndPagesForPeople(String method, String address, int status) {
    for (String accept : new String[] {"*/*", "image/avif,image/*;q=0.8", "application/json"}) {
      HttpResponse<byte[]> answer = browser.send(method, address, "Accept", accept);
      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(Browser.header(answer, "Content-Type")).isEqualTo("application/json");
      assertThat(Browser.header(answer, "Cache-Control")).isEqualTo("no-store");
      assertThat(answer.headers().allValues("Vary").toString()).contains("Accept");
      JsonNode detail = Browser.json(answer).path("detail");
      assertThat((detail.isTextual() && !detail.asText().isEmpty()) || detail.size() > 0).isTrue();
    }
    HttpResponse<byte[]> page = browser.send(method, address, "Accept", NAVIGATION);
    assertThat(page.statusCode()).isEqualTo(status);
    assertThat(Browser.header(page, "Content-Type")).startsWith("text/html");
    assertThat(Browser.header(page, "Content-Security-Policy")).contains("default-src 'self'");
    assertThat(Browser.text(page)).contains("<h1>").doesNotContain("{{");
    assertThat(Browser.header(page, "Allow").isEmpty()).isEqualTo(status != 405);
  }

  @Test
  void areShownWithoutBecomingMarkup() {
    String page =
        Browser.text(
            browser.get("/api?FIF=%3Cscript%3Ealert(1)%3C/script%3E&INFO", "Accept", NAVIGATION));
    assertThat(page).contains("FIF: Cannot open &lt;script&gt;").doesNotContain("<script");
  }

  @Test
  void listEachParameterOnItsLine() {
    assertThat(Browser.text(browser.get("/api?FIF=a&BRT=x&QLT=y", "Accept", NAVIGATION)))
        .contains("BRT: value is not a valid float\nQLT: value is not a valid integer");
  }

  @Test
  void areSentencesForRequestsThatAreNoHttp() throws IOException {
    assertThat(ask("GET /a b c HTTP/1.1\r\nHost: a\r\n\r\n")).contains(" 400 ", "\"detail\"");
    assertThat(ask("GET /" + "a".repeat(70_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
        .contains(" 414 ", "The address is too long");
    assertThat(ask("GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(70_000) + "\r\n\r\n"))
        .contains(" 431 ", "The headers are too long");
  }

  @Test
  void areGuardedAndCountedForRequestsThatAreNoHttp() throws IOException {
    assertThat(ask("GET /a b c HTTP/1.1\r\nHost: a\r\n\r\n"))
        .contains("X-Content-Type-Options: nosniff\r\n")
        .doesNotContain("Content-Security-Policy");
    assertThat(ask("GET /healthz HTTP/1.1\r\nAccept: text/html\r\nHost: a\r\nHost: b\r\n\r\n"))
        .contains(" 400 ", "text/html", "X-Content-Type-Options: nosniff\r\n")
        .containsPattern("Content-Security-Policy: [^\r]*frame-ancestors 'none'\r\n");
    ask("GET /" + "a".repeat(70_000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
    ask("GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(70_000) + "\r\n\r\n");
    assertThat(Browser.text(browser.get("/metrics")).lines())
        .contains(
            "visiomatic_connections_refused_total{reason=\"malformed\"} 2",
            "visiomatic_connections_refused_total{reason=\"address_too_long\"} 1",
            "visiomatic_connections_refused_total{reason=\"headers_too_long\"} 1",
            "visiomatic_connections_refused_total{reason=\"stuck\"} 0");
  }

  @Test
  void sayWhenToComeBack() throws Exception {
    images.gate = new CountDownLatch(1);
    try (ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<byte[]>> waiting = visitors.submit(() -> browser.get(TILE));
      while (!Browser.json(browser.get("/api/progress?FIF=sky.fits", "Accept", "application/json"))
          .path("state")
          .asText()
          .equals("building")) {
        Thread.onSpinWait();
      }
      JsonNode document = Browser.json(browser.get("/openapi.json"));
      server.close();
      assertThat(waiting.get().statusCode()).isEqualTo(503);
      new ApiContract(document).check("GET", "/api", waiting.get());
    }
  }

  @Test
  void fitTheDocument() {
    ApiContract contract = new ApiContract(Browser.json(browser.get("/openapi.json")));
    for (String query : new String[] {"FIF=missing.fits&INFO", "FIF=sky.fits&JTL=0", "BRT=1000"}) {
      contract.check("GET", "/api", browser.get("/api?" + query));
      contract.check("GET", "/api", browser.get("/api?" + query, "Accept", NAVIGATION));
    }
    contract.check("GET", "/api", browser.send("POST", "/api"));
  }

  private String ask(String request) throws IOException {
    try (Socket visitor = new Socket("localhost", server.port())) {
      visitor
          .getOutputStream()
          .write(
              request
                  .replaceFirst("Host: a\r\n", "Host: a\r\nConnection: close\r\n")
                  .getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = visitor.getInputStream();
      visitor.setSoTimeout(10_000);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
