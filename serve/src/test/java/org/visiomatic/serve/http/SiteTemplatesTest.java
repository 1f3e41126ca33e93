package org.visiomatic.serve.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visiomatic.serve.AccessSettings;
import org.visiomatic.serve.HostSettings;
import org.visiomatic.serve.PublishedFolders;
import org.visiomatic.serve.ServerPaths;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.serve.TemplateSettings;
import org.visiomatic.serve.web.TemplateException;

/// Pages that a site brings along.
class SiteTemplatesTest extends ServerFixture {

  private ServerSettings with(String base, String banner, String userdoc) {
    ServerPaths usual = settings().paths();
    ServerPaths paths =
        new ServerPaths(
            usual.dataDir(),
            usual.apiPath(),
            new PublishedFolders(Optional.empty(), Optional.of(data), "/manual", Optional.empty()),
            new TemplateSettings(Optional.of(folder.resolve("templates")), base, banner),
            userdoc);
    return settings()
        .with(new HostSettings("localhost", 0, "/vis", false, 2, AccessSettings.defaults()))
        .with(paths);
  }

  private Path template(String name, String html) throws IOException {
    Path file = folder.resolve("templates").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, html);
  }

  private String page(String html) throws IOException {
    template("base.html", html);
    restart(with("base.html", "banner.html", "/manual/interface.html"));
    return Browser.text(browser.get("/vis/"));
  }

  @Test
  void fillsTheNamesThatTemplatesOfVisiOmatic3Use() throws IOException {
    assertThat(
            page(
                "<a href='{{root_path}}{{ api_path }}?FIF={{ image }}'>{{ package }}</a>"
                    + "{% if doc_url %}{{ root_path }}{{ doc_url }}{% endif %} {{ userdoc_url }}"))
        .isEqualTo(
            "<a href='/vis/api?FIF='>VisiOmatic</a>/vis/manual/interface.html /vis/manual/interface.html");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      value = {
        "[{{ request.url }}{{ nothing }}] => []",
        "{{ '<b>' ~ root_path }} => &lt;b&gt;/vis",
        "{{ '<b>'|safe }}{{ '&'|e }} => <b>&amp;",
        "{% if doc_url and not image %}a{% else %}b{% endif %} => a",
        "{# said to nobody #}{{ nothing|default('x') }} => x",
        "{%- set a = 'q' -%} {{ a|upper }} => Q"
      })
  void readsTheLanguageOfJinja(String html, String page) throws IOException {
    assertThat(page(html)).isEqualTo(page);
  }

  @Test
  void templatesExtendAndIncludeOneAnother() throws IOException {
    template("parts/foot.html", "foot of {{ package }}");
    template("frame.html", "<{% block middle %}{% endblock %}|{% include 'parts/foot.html' %}>");
    assertThat(page("{% extends 'frame.html' %}{% block middle %}here{% endblock %}"))
        .isEqualTo("<here|foot of VisiOmatic>");
  }

  @Test
  void servesTheBannerOfTheSite() throws IOException {
    template("service.html", "This is {{ package }} {{ version }}.");
    restart(with("base.html", "service.html", ""));
    assertThat(Browser.text(browser.get("/api"))).startsWith("This is VisiOmatic 4.");
    assertThat(Browser.text(browser.get("/"))).contains("<html");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      value = {
        "a\\nb {% if %} => base.html, line 2,",
        "{{ 'a'|nofilter }} => base.html, line 1,",
        "\\n\\n{% include '../secret.html' %} => secret.html",
        "{% include 'missing.html' %} => missing.html",
        "{{ root_path.getClass() }} => base.html, line 1,",
        "{% for i in range(1, 200000) %}0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789{% endfor %} => base.html"
      })
  void refusesABrokenTemplateWithOneSentence(String html, String place) throws IOException {
    Files.writeString(folder.resolve("secret.html"), "secret");
    template("base.html", html.replace("\\n", "\n"));
    ServerSettings settings = with("base.html", "banner.html", "");
    assertThatThrownBy(() -> VisiomaticServer.start(settings, images, painter, () -> {}))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("The template " + folder.resolve("templates"))
        .hasMessageContaining(place)
        .hasMessageEndingWith(".")
        .hasMessageNotContaining("\n");
  }

  @Test
  void refusesTemplatesThatAreNotThere() throws IOException {
    ServerSettings noFolder = with("base.html", "banner.html", "");
    assertThatThrownBy(() -> VisiomaticServer.start(noFolder, images, painter, () -> {}))
        .hasMessageContaining("template_dir");
    template("base.html", "");
    ServerSettings noBanner = with("base.html", "mine.html", "");
    assertThatThrownBy(() -> VisiomaticServer.start(noBanner, images, painter, () -> {}))
        .hasMessageContaining("mine.html")
        .hasMessageContaining("banner_template");
  }

  @Test
  void linksToTheUserDocumentationWhereThereIsOne() throws IOException {
    assertThat(Browser.text(browser.get("/api"))).doesNotContain("User documentation");
    Files.createDirectory(folder.resolve("templates"));
    restart(with("base.html", "banner.html", "/manual/interface.html"));
    assertThat(Browser.text(browser.get("/api"))).contains("\"/vis/manual/interface.html\"");
    restart(with("base.html", "banner.html", "https://docs.example/x?a=1&b=2"));
    assertThat(Browser.text(browser.get("/api")))
        .contains("\"https://docs.example/x?a=1&amp;b=2\"");
  }
}
