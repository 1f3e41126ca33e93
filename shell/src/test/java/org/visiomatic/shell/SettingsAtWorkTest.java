package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visiomatic.serve.http.VisiomaticServer;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.configure.ServerSettingsReader;
import org.visiomatic.tiler.source.FitsFixtures;

/// What settings of the cache and of builds do in a server that runs.
class SettingsAtWorkTest {

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private Path data;
  private Path cache;

  @BeforeEach
  void makeFolders() throws IOException {
    data = Files.createDirectory(folder.resolve("data"));
    cache = folder.resolve("cache");
    for (String name : List.of("a.fits", "b.fits", "c.fits", "d.fits")) {
      FitsFixtures.ramp(300, 280, 1).writeTo(data.resolve(name));
    }
  }

  @AfterEach
  void close() {
    client.close();
  }

  private VisiomaticServer start(String... lines) throws IOException {
    Path file = folder.resolve("visiomatic.conf");
    Files.writeString(
        file,
        "port = 0\nextra_dir =\ndata_dir = %s\ncache_dir = %s\n%s\n"
            .formatted(data, cache, String.join("\n", lines)));
    Configuration configuration = new Configuration(Optional.of(file), Map.of(), Map.of());
    return VisiomaticServer.start(
        ServerSettingsReader.read(configuration, Optional.empty(), List.of()), () -> {});
  }

  private void view(VisiomaticServer server, String... names)
      throws IOException, InterruptedException {
    for (String name : names) {
      HttpRequest request =
          HttpRequest.newBuilder(server.uri().resolve("/api?CHAN=1&JTL=0,0&FIF=" + name)).build();
      assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
          .as(name)
          .isEqualTo(200);
    }
  }

  /// The images with a pyramid on disk.
  private Set<String> cached() throws IOException {
    return FolderBytes.pyramids(cache).stream()
        .map(pyramid -> String.valueOf(pyramid.getFileName()).replaceFirst("-.*", ""))
        .collect(Collectors.toSet());
  }

  @Test
  void emptiesTheCacheAtTheStartOnlyWhenAskedTo() throws Exception {
    try (VisiomaticServer server = start()) {
      view(server, "a.fits", "b.fits");
    }
    try (VisiomaticServer server = start("clear_cache = no")) {
      assertThat(cached()).containsExactlyInAnyOrder("a.fits", "b.fits");
      view(server, "a.fits");
    }
    try (VisiomaticServer server = start("clear_cache = yes")) {
      assertThat(cached()).isEmpty();
      view(server, "b.fits", "c.fits");
      assertThat(cached()).containsExactlyInAnyOrder("b.fits", "c.fits");
    }
  }

  @Test
  void removesTheLeastRecentlyUsedAfterABuildOnDemand() throws Exception {
    for (String name : List.of("a.fits", "b.fits", "c.fits", "a.fits")) {
      // Pyramids in use stay in any case.
      try (VisiomaticServer server = start()) {
        view(server, name);
      }
    }
    try (VisiomaticServer server = start("max_cache_image_count = 2")) {
      assertThat(cached()).as("before the first build").hasSize(3);
      view(server, "d.fits");
      assertThat(cached()).containsExactlyInAnyOrder("a.fits", "d.fits");
      view(server, "b.fits");
      assertThat(cached()).containsExactlyInAnyOrder("b.fits", "d.fits");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void buildsWithAsManyThreadsAsItMayAndTheMachineHas(int count) throws Exception {
    // Enough rows of tiles for all of them.
    FitsFixtures.ramp(300, 16 * 256, 1).writeTo(data.resolve("tall.fits"));
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (VisiomaticServer server = start("thread_count = " + count)) {
      view(server, "tall.fits");
      Set<Thread> now = Thread.getAllStackTraces().keySet();
      assertThat(now)
          .filteredOn(thread -> !before.contains(thread) && thread.getName().startsWith("tiler-"))
          .hasSize(Math.min(count, Runtime.getRuntime().availableProcessors()));
    }
  }
}
