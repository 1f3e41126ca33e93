package org.visiomatic.serve.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.serve.api.Answer;
import org.visiomatic.serve.api.Answer.Freshness;

class ApiReferenceTest {

  private final ServerSettings settings =
      ServerSettings.of(Path.of("data"), Path.of("cache")).withRootPath("/vis");

  @Test
  void loadsEachViewerAndItsStyleBelowTheRootPath() {
    ApiReference reference = new ApiReference(settings, ApiReferenceTest::file);
    assertThat(text(reference.swagger()))
        .contains(
            "href=\"/vis/docs/swagger-ui.css\"",
            "src=\"/vis/docs/swagger-ui-bundle.js\"",
            "src=\"/vis/docs/swagger.js\" data-openapi=\"/vis/openapi.json\"")
        .doesNotContain("{{", "<!--");
    assertThat(text(reference.redoc()))
        .contains(
            "src=\"/vis/docs/redoc.standalone.js\"",
            "src=\"/vis/docs/redoc.js\" data-openapi=\"/vis/openapi.json\"")
        .doesNotContain("{{", "<!--", "swagger");
    assertThat(text(reference.document())).contains("\"url\":\"/vis\"");
  }

  @Test
  void showsAPlainPageWithoutTheViewers() {
    ApiReference reference = new ApiReference(settings, StaticFiles.none());
    assertThat(text(reference.redoc()))
        .contains("<h1>Reference of the interface</h1>", "GET /vis/api", "<code>MINMAX</code>")
        .doesNotContain("{{", "<!--");
  }

  private static String text(Answer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static Optional<StaticFile> file(String path) {
    return Optional.of(
        new StaticFile(
            "text/javascript",
            0,
            "\"tag\"",
            Optional.empty(),
            Freshness.CHECKED,
            InputStream::nullInputStream));
  }
}
