package org.visiomatic.shell.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visiomatic.shell.config.Configuration.Origin;
import org.visiomatic.tiler.pyramid.TileSize;

class ConfigurationTest {

  @TempDir Path folder;

  private Configuration levels(
      String file, Map<String, String> environment, Map<Setting<?>, String> line)
      throws IOException {
    Path path = Files.writeString(folder.resolve("visiomatic.conf"), file);
    return new Configuration(Optional.of(path), environment, line);
  }

  @Test
  void takesBuiltInValuesWhenNothingIsSet() throws IOException {
    Configuration configuration = levels("", Map.of(), Map.of());
    assertThat(configuration.get(HostSection.PORT)).isEqualTo(8009);
    assertThat(configuration.get(ImageSection.TILE_SIZE)).isEqualTo(new TileSize(256, 256));
    assertThat(configuration.get(ImageSection.QUALITY)).isEqualTo(97);
    assertThat(configuration.origin(HostSection.PORT)).isEqualTo(Origin.BUILT_IN);
  }

  @Test
  void everyBuiltInValueIsWithinItsLimits() {
    for (Setting<?> setting : Settings.all()) {
      assertThat(setting.kind().parse(setting.builtIn())).as(setting.name()).isNotNull();
    }
  }

  @Test
  void laterLevelsOverrideEarlierOnes() throws IOException {
    String file = "# a comment\n[host]\nport = 1001\nhost: 0.0.0.0\nworkers = 2\n";
    Configuration configuration =
        levels(
            file,
            Map.of("VISIOMATIC_PORT", "1002", "VISIOMATIC_WORKERS", "3"),
            Map.of(HostSection.PORT, "1003"));
    assertThat(configuration.get(HostSection.PORT)).isEqualTo(1003);
    assertThat(configuration.origin(HostSection.PORT)).isEqualTo(Origin.COMMAND_LINE);
    assertThat(configuration.get(HostSection.WORKERS)).isEqualTo(3);
    assertThat(configuration.origin(HostSection.WORKERS)).isEqualTo(Origin.ENVIRONMENT);
    assertThat(configuration.get(HostSection.HOST)).isEqualTo("0.0.0.0");
    assertThat(configuration.origin(HostSection.HOST)).isEqualTo(Origin.FILE);
  }

  @ParameterizedTest
  @CsvSource({
    "VISIOMATIC_PORT,65536,a whole number from 0 to 65535",
    "VISIOMATIC_PORT,http,a whole number from 0 to 65535",
    "VISIOMATIC_GAMMA,0.05,a number from 0.1 to 5.0",
    "VISIOMATIC_GAMMA,NaN,a number from 0.1 to 5.0",
    "VISIOMATIC_BRIGHTNESS,-101,a number from -100.0 to 100.0",
    "VISIOMATIC_CONTRAST,0,a number from 0.01 to 10.0",
    "VISIOMATIC_QUALITY,101,a whole number from 0 to 100",
    "VISIOMATIC_TILE_SIZE,5000,whole numbers from 1 to 4096",
    "VISIOMATIC_API_PATH,/a b,a path such as /name",
    "VISIOMATIC_CLEAR_CACHE,maybe,true or false"
  })
  void saysWhichLimitAValueBreaks(String variable, String value, String limit) {
    assertThatThrownBy(() -> levels("", Map.of(variable, value), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(variable)
        .hasMessageContaining(value)
        .hasMessageContaining(limit);
  }

  @Test
  void namesTheLineOfTheFileThatCannotBeUsed() {
    assertThatThrownBy(() -> levels("[host]\nprot = 8010\n", Map.of(), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("Line 2")
        .hasMessageContaining("prot = 8010");
  }

  @Test
  void saysWhenTheFileIsMissing() {
    Path missing = folder.resolve("missing.conf");
    assertThatThrownBy(() -> new Configuration(Optional.of(missing), Map.of(), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("There is no configuration file " + missing + ".");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"512|512|512", "100,200|100|200", "(300, 400)|300|400", "64x32|64|32"})
  void readsTileShapesHeightFirst(String text, int height, int width) {
    assertThat(ImageSection.TILE_SIZE.kind().parse(text)).isEqualTo(new TileSize(height, width));
  }
}
