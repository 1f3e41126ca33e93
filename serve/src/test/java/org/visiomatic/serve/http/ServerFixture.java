package org.visiomatic.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.serve.api.Painter;
import org.visiomatic.serve.library.FakeImages;

/// A server over a real socket, on made-up pixels. Every test ends with a look at the log.
abstract class ServerFixture {

  static final String TILE = "/api?FIF=sky.fits&CHAN=1&JTL=0,0";

  /// What is painted of it.
  static final Painter.Frame TILE_FRAME = new Painter.Frame(3, 0, 0, 132, 122, 1, 1);

  @TempDir Path folder;

  final FakeImages images = new FakeImages();
  final FakePainter painter = new FakePainter();
  final QuietLog log = new QuietLog();
  Path data;
  VisiomaticServer server;
  Browser browser;

  @BeforeEach
  void open() throws IOException {
    data = Files.createDirectory(folder.resolve("data"));
    FakeImages.write(data, "sky.fits", 1, 983, 1061);
    FakeImages.write(data, "cube.fits", 5, 270, 300);
    start(settings());
  }

  @AfterEach
  void theLogWasClean() {
    browser.close();
    server.close();
    log.close();
    assertThat(log.complaints()).isEmpty();
    assertThat(images.open).hasValue(0);
  }

  ServerSettings settings() {
    ServerSettings settings = ServerSettings.of(data, folder.resolve("cache"));
    return settings.with(settings.host().withPort(0));
  }

  void restart(ServerSettings settings) throws IOException {
    browser.close();
    server.close();
    start(settings);
  }

  final void start(ServerSettings settings) throws IOException {
    server = VisiomaticServer.start(settings, images, painter, () -> {});
    browser = new Browser(server.uri());
  }
}
