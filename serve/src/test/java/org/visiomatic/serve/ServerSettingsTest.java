package org.visiomatic.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource({
    "'', /docs, /manual, api_path, /docs",
    "'', /metrics, /manual, api_path, /metrics",
    "'', /healthz/now, /manual, api_path, /healthz",
    "'', /openapi.json, /manual, api_path, /openapi.json",
    "'', /api, /client, doc_path, /client",
    "'', /api, /extra/html, doc_path, /extra",
    "'', /api, /api, doc_path, they must differ",
    "'', /api, /api/progress, doc_path, they must differ",
    "'', /manual/api, /manual, api_path, they must differ",
    "/api, /api, /manual, root_path, counted from the root path",
    "/vis, /vis/api, /manual, api_path, counted from the root path",
    "/vis, /api, /vis/manual, doc_path, counted from the root path",
    "/docs, /api, /manual, root_path, /docs"
  })
  void refusesPathsThatHideOthers(
      String rootPath, String apiPath, String docPath, String setting, String reason) {
    assertThatThrownBy(() -> with(rootPath, apiPath, docPath))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(setting, reason)
        .hasMessageEndingWith(".");
  }

  @ParameterizedTest
  @CsvSource({
    "'', /api, /manual",
    "/vis, /api, /manual",
    "/docs/vis, /vis/api, /vis/manual",
    "/ap, /api, /apis",
    "/api/images, /api, /documents"
  })
  void takesPathsThatLieApart(String rootPath, String apiPath, String docPath) {
    assertThat(with(rootPath, apiPath, docPath).paths().apiPath()).isEqualTo(apiPath);
  }

  private static ServerSettings with(String rootPath, String apiPath, String docPath) {
    PublishedFolders none = PublishedFolders.none();
    PublishedFolders published =
        new PublishedFolders(none.clientDir(), none.docDir(), docPath, none.extraDir());
    ServerPaths usual = ServerPaths.of(Path.of("."));
    return new ServerSettings(
            HostSettings.defaults().withRootPath(rootPath),
            ImageDefaults.defaults(),
            new ServerPaths(
                usual.dataDir(), apiPath, published, usual.templates(), usual.userdocUrl()),
            EngineSettings.defaults(),
            CacheSettings.in(Path.of("cache")),
            Optional.empty(),
            List.of(),
            OperationsSettings.defaults())
        .withEverythingReachable();
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
