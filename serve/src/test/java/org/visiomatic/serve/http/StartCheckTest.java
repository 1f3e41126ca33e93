package org.visiomatic.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.serve.AccessSettings;
import org.visiomatic.serve.AdminSettings;
import org.visiomatic.serve.CacheSettings;
import org.visiomatic.serve.HostSettings;
import org.visiomatic.serve.OperationsSettings;
import org.visiomatic.serve.ServerPaths;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.serve.TemplateSettings;
import org.visiomatic.serve.TlsSettings;

class StartCheckTest {

  @TempDir Path folder;
  private ServerSettings good;

  @BeforeEach
  void prepare() {
    good = ServerSettings.of(folder, folder.resolve("cache"));
  }

  private static HostSettings at(String host, int port) {
    return new HostSettings(host, port, "", false, 1, AccessSettings.defaults());
  }

  @Test
  void findsNothingAndMakesNothingWhereAServerCouldStart() {
    assertThat(StartCheck.obstacles(good)).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void leavesTakenPortsToTheStart() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ServerSettings settings = good.with(at("localhost", taken.getLocalPort()));
      assertThat(StartCheck.obstacles(settings)).isEmpty();
    }
  }

  @Test
  void findsAddressesOfOtherMachines() {
    assertThat(StartCheck.obstacles(good.with(at("192.0.2.1", 8009))))
        .singleElement()
        .asString()
        .startsWith("A server cannot listen on 192.0.2.1 (");
  }

  @Test
  void findsOnePortForTwoListeners() {
    OperationsSettings admin = OperationsSettings.defaults().with(AdminSettings.onLoopback(8009));
    assertThat(StartCheck.obstacles(good.with(admin)))
        .containsExactly(
            "The settings port and admin_port are both 8009; each needs one of its own.");
    assertThat(StartCheck.obstacles(good.with(admin).with(at("localhost", 8010)))).isEmpty();
  }

  @Test
  void findsAllThatIsMissingAtOnce() {
    Path nowhere = folder.resolve("nowhere");
    ServerPaths paths =
        new ServerPaths(
            nowhere,
            "/api",
            good.paths().published(),
            new TemplateSettings(Optional.of(nowhere), "base.html", "banner.html"),
            "");
    HostSettings host =
        HostSettings.defaults()
            .with(
                AccessSettings.defaults()
                    .withTls(new TlsSettings(folder.resolve("keys.p12"), Optional.empty())));
    assertThat(StartCheck.obstacles(good.with(paths).with(host)))
        .satisfiesExactly(
            keys -> assertThat(keys).contains("keys.p12 is not there"),
            data -> assertThat(data).contains("data folder " + nowhere + " is not there"),
            templates -> assertThat(templates).contains("folder of templates " + nowhere));
  }

  @Test
  void findsFilesWhereFoldersAreNeeded() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(StartCheck.obstacles(good.with(CacheSettings.in(file.resolve("cache")))))
        .singleElement()
        .asString()
        .contains("can neither be written nor made");
    for (Path index : List.of(file.resolve("uses"), folder)) {
      CacheSettings usual = good.cache();
      CacheSettings cache =
          new CacheSettings(
              usual.cacheDir(),
              false,
              usual.limits(),
              usual.storage(),
              0,
              usual.maxCacheTileBytes(),
              100,
              Optional.of(index));
      assertThat(StartCheck.obstacles(good.with(cache)))
          .singleElement()
          .asString()
          .contains("ultradict_cache_file");
    }
    HostSettings logging = new HostSettings("localhost", 0, "", true, 1, AccessSettings.defaults());
    OperationsSettings log =
        OperationsSettings.defaults()
            .with(OperationsSettings.LogFormat.JSON, file.resolve("access.log"));
    assertThat(StartCheck.obstacles(good.with(logging).with(log)))
        .singleElement()
        .asString()
        .contains("access_log_file");
    assertThat(StartCheck.obstacles(good.with(log))).isEmpty();
  }
}
