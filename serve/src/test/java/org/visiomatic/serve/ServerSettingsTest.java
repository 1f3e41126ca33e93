package org.visiomatic.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.visiomatic.tiler.pyramid.TileSize;

class ServerSettingsTest {

  @Test
  void hasTheDefaultsOfTheManual() {
    ServerSettings settings = ServerSettings.of(Path.of("."), Path.of("cache"));
    assertThat(settings.host())
        .isEqualTo(new HostSettings("localhost", 8009, "", false, 4, AccessSettings.defaults()));
    assertThat(settings.image())
        .isEqualTo(new ImageDefaults(0, 1, 1.5, 2.2, 97, new TileSize(256, 256)));
    assertThat(settings.engine().maxRegionTileCount()).isEqualTo(1024);
    assertThat(settings.cache().maxCacheTileCount()).isEqualTo(1000);
    assertThat(settings.paths().apiPath()).isEqualTo("/api");
  }

  @Test
  void openFilesBoundThePyramidsThatAreMapped() {
    CacheSettings usual = CacheSettings.in(Path.of("cache"));
    assertThat(usual.maxOpenPyramids()).isEqualTo(312);
    CacheSettings few =
        new CacheSettings(
            usual.cacheDir(),
            usual.clearCache(),
            usual.limits(),
            usual.storage(),
            usual.maxCacheTileCount(),
            usual.maxCacheTileBytes(),
            100,
            usual.usesFile());
    assertThat(few.maxOpenPyramids()).isEqualTo(3);
  }

  @Test
  void saysWhichLimitIsBroken() {
    assertThatThrownBy(() -> HostSettings.defaults().withPort(65536))
        .hasMessage("The setting port is 65536, but it must be between 0 and 65535.");
    assertThatThrownBy(() -> new ImageDefaults(0, 1, 1.5, 5.5, 97, TileSize.DEFAULT))
        .hasMessage("The setting gamma is 5.5, but it must be between 0.1 and 5.0.");
    assertThatThrownBy(() -> new ImageDefaults(Double.NaN, 1, 1.5, 2.2, 97, TileSize.DEFAULT))
        .hasMessageContaining("brightness");
    assertThatThrownBy(() -> HostSettings.defaults().withRootPath("vis/"))
        .hasMessageContaining("root_path");
    assertThatThrownBy(() -> AccessSettings.defaults().withCorsOrigins(List.of("https://a/b")))
        .hasMessageContaining("https://host:port");
  }
}
