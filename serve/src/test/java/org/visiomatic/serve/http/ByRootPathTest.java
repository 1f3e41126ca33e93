package org.visiomatic.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.visiomatic.serve.ServerSettings;

class ByRootPathTest {

  @Test
  void makesItOnceForEachPath() {
    List<String> made = new ArrayList<>();
    ByRootPath<String> pages =
        new ByRootPath<>(
            ServerSettings.of(Path.of("data"), Path.of("cache")),
            seen -> {
              made.add(seen.host().rootPath());
              return "below " + seen.host().rootPath();
            });
    assertThat(made).isEmpty();
    assertThat(pages.below("/vis")).isEqualTo("below /vis");
    assertThat(pages.below("/vis")).isEqualTo("below /vis");
    assertThat(pages.below("")).isEqualTo("below ");
    assertThat(made).containsExactly("/vis", "");
  }
}
