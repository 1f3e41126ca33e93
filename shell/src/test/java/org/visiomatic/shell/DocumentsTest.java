package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The documents lead where they say.
class DocumentsTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");

  private static List<Path> documents() throws IOException {
    try (Stream<Path> below = Files.walk(ROOT)) {
      return below
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.toString().matches(".*/(node_modules|target|dist|\\.git)/.*"))
          .toList();
    }
  }

  @Test
  void haveNoDeadLinks() throws IOException {
    List<Path> documents = documents();
    assertThat(documents).hasSizeGreaterThan(10);
    for (Path document : documents) {
      Matcher links = LINK.matcher(Files.readString(document));
      while (links.find()) {
        String target = links.group(1);
        if (!target.contains("://")) {
          assertThat(document.resolveSibling(target)).as("a link of " + document).exists();
        }
      }
    }
  }

  @Test
  void listEveryDecision() throws IOException {
    String index = Files.readString(ROOT.resolve("docs/decisions/README.md"));
    try (Stream<Path> decisions = Files.list(ROOT.resolve("docs/decisions"))) {
      assertThat(decisions.map(file -> file.getFileName().toString()))
          .allMatch(name -> name.equals("README.md") || index.contains("(" + name + ")"));
    }
  }
}
