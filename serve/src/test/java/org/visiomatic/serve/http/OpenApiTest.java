package org.visiomatic.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.visiomatic.serve.AccessSettings;
import org.visiomatic.serve.HostSettings;
import org.visiomatic.serve.PublishedFolders;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.serve.api.Parameter;

/// The OpenAPI document: well formed, complete, and true.
class OpenApiTest extends ServerFixture {

  @Test
  void isReadByOthersWithoutComplaint() throws IOException {
    restart(everything());
    for (String document :
        List.of(Browser.text(browser.get("/openapi.json")), Browser.text(oneShot()))) {
      SwaggerParseResult read =
          new OpenAPIV3Parser().readContents(document, null, new ParseOptions());
      assertThat(read.getMessages()).isEmpty();
      assertThat(read.getOpenAPI().getPaths()).hasSizeGreaterThan(7);
    }
  }

  @Test
  void describesEveryParameterWithItsBounds() {
    ApiContract contract = contract();
    JsonNode parameters = contract.document().at("/paths/~1api/get/parameters");
    for (Parameter parameter : Parameter.values()) {
      JsonNode entry = named(parameters, parameter.spelling());
      assertThat(entry.path("in").asText()).isEqualTo("query");
      assertThat(entry.path("description").asText()).endsWith(".");
    }
    JsonNode gamma = named(parameters, "GAM").path("schema");
    assertThat(gamma.path("minimum").asDouble()).isEqualTo(0.1);
    assertThat(gamma.path("maximum").asDouble()).isEqualTo(5);
    assertThat(gamma.path("default").asDouble()).isEqualTo(2.2);
    assertThat(named(parameters, "FIF").at("/schema/maxLength").asInt()).isEqualTo(1024);
    assertThat(named(parameters, "MINMAX").at("/schema/maxItems").asInt()).isEqualTo(100);
  }

  @Test
  void leadsToNothingThatIsNotThere() throws IOException {
    restart(everything());
    ApiContract contract = contract();
    contract
        .document()
        .path("paths")
        .properties()
        .forEach(
            entry -> {
              String path = entry.getKey();
              String file = path.startsWith("/docs/") ? "missing" : "there.txt";
              HttpResponse<byte[]> answer = browser.get(path.replace("{file}", file));
              if (!path.startsWith("/docs/") && !path.endsWith("/progress")) {
                assertThat(answer.statusCode()).as(path).isEqualTo(200);
              }
              contract.check("GET", path, answer);
              contract.check(
                  "GET", path, browser.get(path.replace("{file}", file), "If-None-Match", "*"));
              contract.check("GET", path, browser.send("DELETE", path.replace("{file}", file)));
            });
    assertThat(contract.document().at("/servers/0/url").asText()).isEqualTo("/vis");
  }

  @Test
  void tellsOfWhatThisServerHasOnly() throws IOException {
    JsonNode paths = contract().document().path("paths");
    assertThat(paths.has("/extra/{file}")).isFalse();
    assertThat(paths.has("/manual/{file}")).isFalse();
    assertThat(paths.has("/kill")).isFalse();
    ApiContract single = new ApiContract(Browser.json(oneShot()));
    single.check("POST", "/kill", browser.send("POST", "/kill"));
    single.check("POST", "/kill", browser.send("GET", "/kill"));
    assertThat(single.document().at("/paths/~1api~1progress/get/parameters/0/required").asBoolean())
        .isFalse();
  }

  @Test
  void describesWaitingAndWatching() {
    ApiContract contract = contract();
    images.gate = new CountDownLatch(1);
    HttpResponse<byte[]> later = browser.get(TILE, "Prefer", "respond-async");
    assertThat(later.statusCode()).isEqualTo(202);
    contract.check("GET", "/api", later);
    String progress = Browser.json(later).path("progress").asText();
    contract.check("GET", "/api/progress", browser.get(progress, "Accept", "application/json"));
    images.gate.countDown();
    HttpResponse<byte[]> events = browser.get(progress);
    contract.check("GET", "/api/progress", events);
    JsonNode schema = contract.document().at("/components/schemas/Progress");
    List<String> data =
        Browser.text(events).lines().filter(line -> line.startsWith("data: ")).toList();
    assertThat(data).isNotEmpty();
    for (String line : data) {
      assertThat(contract.violations(schema, Browser.json(line.substring(6)))).isEmpty();
    }
    contract.check("GET", "/api/progress", browser.get("/api/progress?FIF=missing.fits"));
    contract.check("GET", "/api/progress", browser.get("/api/progress"));
  }

  @Test
  void describesHealthAndFailures() throws IOException {
    ApiContract contract = contract();
    Files.createDirectories(folder.resolve("cache"));
    for (String path : List.of("/healthz", "/readyz", "/metrics")) {
      HttpResponse<byte[]> answer = browser.get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      contract.check("GET", path, answer);
    }
    restart(settings().with(settings().engine().withMaxBuildPixels(500_000)));
    HttpResponse<byte[]> tooLarge = browser.get(TILE);
    assertThat(tooLarge.statusCode()).isEqualTo(422);
    contract.check("GET", "/api", tooLarge);
    Files.move(data, folder.resolve("elsewhere"));
    HttpResponse<byte[]> unready = browser.get("/readyz");
    assertThat(unready.statusCode()).isEqualTo(503);
    contract.check("GET", "/readyz", unready);
  }

  @Test
  void describesPartsOfFiles() throws IOException {
    restart(everything());
    ApiContract contract = contract();
    HttpResponse<byte[]> part = browser.get("/extra/there.txt", "Range", "bytes=1-2");
    assertThat(part.statusCode()).isEqualTo(206);
    contract.check("GET", "/extra/{file}", part);
    HttpResponse<byte[]> none = browser.get("/extra/there.txt", "Range", "bytes=99-");
    assertThat(none.statusCode()).isEqualTo(416);
    contract.check("GET", "/extra/{file}", none);
  }

  @Test
  void noticesAnswersThatBreakIt() {
    ApiContract contract = contract();
    JsonNode schema = contract.document().at("/components/schemas/Profile");
    assertThat(
            contract.violations(schema, Browser.json("{\"profile\":[{\"x\":1,\"values\":[1]}]}")))
        .isNotEmpty();
    assertThat(
            contract.violations(
                contract
                    .document()
                    .at("/paths/~1api/get/responses/200/content/application~1json/schema"),
                Browser.json("{\"values\":[\"1\"]}")))
        .isNotEmpty();
  }

  private ApiContract contract() {
    return new ApiContract(Browser.json(browser.get("/openapi.json")));
  }

  private static JsonNode named(JsonNode parameters, String name) {
    for (JsonNode parameter : parameters) {
      if (parameter.path("name").asText().equals(name)) {
        return parameter;
      }
    }
    throw new AssertionError("There is no parameter " + name + ".");
  }

  private HttpResponse<byte[]> oneShot() throws IOException {
    restart(settings().withOneShot(data.resolve("sky.fits")));
    return browser.get("/openapi.json");
  }

  /// A server with every kind of folder, under a prefix.
  private ServerSettings everything() throws IOException {
    Files.createDirectories(folder.resolve("cache"));
    Path files = Files.createDirectories(folder.resolve("files"));
    Files.writeString(files.resolve("there.txt"), "hello");
    Files.writeString(files.resolve("index.html"), "<p>hello</p>");
    return settings()
        .with(new HostSettings("localhost", 0, "/vis", false, 2, AccessSettings.defaults()))
        .with(
            settings()
                .paths()
                .with(
                    new PublishedFolders(
                        Optional.of(files), Optional.of(files), "/manual", Optional.of(files))));
  }
}
