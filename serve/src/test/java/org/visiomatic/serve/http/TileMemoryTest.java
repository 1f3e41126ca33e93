package org.visiomatic.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.visiomatic.serve.CacheSettings;

/// How many encoded tiles a server keeps in memory.
class TileMemoryTest extends ServerFixture {

  private static final long MEBIBYTE = 1 << 20;

  @Test
  void theCountBindsWhereTheSizeLeavesRoom() throws IOException {
    restart(5, 1024 * MEBIBYTE);
    askForTiles(20);
    assertThat(reading("visiomatic_tiles_entries")).isEqualTo(5);
  }

  @Test
  void theSizeBindsWhereTheCountLeavesRoom() throws IOException {
    restart(100_000_000, MEBIBYTE);
    painter.padding = 100_000;
    askForTiles(20);
    assertThat(reading("visiomatic_tiles_bytes")).isBetween(5 * 100_000.0, (double) MEBIBYTE);
    assertThat(reading("visiomatic_tiles_entries")).isBetween(5.0, 10.0);
  }

  @Test
  void neitherBindsWhereBothLeaveRoom() throws IOException {
    restart(100_000_000, 100 * MEBIBYTE);
    painter.padding = 100_000;
    askForTiles(20);
    assertThat(reading("visiomatic_tiles_entries")).isEqualTo(20);
  }

  private void restart(int maxCount, long maxBytes) throws IOException {
    CacheSettings usual = settings().cache();
    restart(
        settings()
            .with(
                new CacheSettings(
                    usual.cacheDir(),
                    usual.clearCache(),
                    usual.limits(),
                    usual.storage(),
                    maxCount,
                    maxBytes,
                    usual.maxOpenFiles(),
                    usual.usesFile())));
  }

  private void askForTiles(int count) {
    for (int i = 0; i < count; i++) {
      assertThat(browser.get(TILE + "&CNT=" + (i + 2)).statusCode()).isEqualTo(200);
    }
  }

  private double reading(String name) {
    return OperationsTest.sample(Browser.text(browser.get("/metrics")), name);
  }
}
