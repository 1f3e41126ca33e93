package org.visiomatic.shell.configure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.HostSection;

/// What is otherwise when an image is given on the command line.
class OneShotSettingsTest {

  private static final Optional<Path> IMAGE = Optional.of(Path.of("sky.fits"));

  @TempDir Path folder;

  private static List<String> ancestors(Configuration configuration, Optional<Path> image) {
    ServerSettings settings = ServerSettingsReader.read(configuration, image, List.of());
    return settings.host().access().frameAncestors();
  }

  @Test
  void onlyPagesOfTheSameOriginMayShowThePageThatStopsTheServer() throws IOException {
    Configuration usual = Configuration.withoutFile(Map.of(), Map.of());
    assertThat(ancestors(usual, IMAGE)).containsExactly("self");
    assertThat(ancestors(usual, Optional.empty())).containsExactly("*");
    Path saved = Files.writeString(folder.resolve("saved.conf"), "frame_ancestors = *\n");
    Configuration ofFile = new Configuration(Optional.of(saved), Map.of(), Map.of());
    assertThat(ancestors(ofFile, IMAGE)).containsExactly("self");
  }

  @Test
  void othersMayShowItWhenSomebodySaysSo() {
    for (String origin : List.of("*", "https://portal.example")) {
      Configuration asked =
          Configuration.withoutFile(Map.of(), Map.of(HostSection.FRAME_ANCESTORS, origin));
      assertThat(ancestors(asked, IMAGE)).containsExactly(origin);
    }
  }
}
