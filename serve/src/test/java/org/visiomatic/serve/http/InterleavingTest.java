package org.visiomatic.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.serve.CacheSettings;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.tiler.golden.GoldenValues;

/// Many visitors at once who want the same pixels to look differently: nobody gets what somebody
/// else asked for.
class InterleavingTest {

  private static final int VISITORS = 32;
  private static final int REQUESTS_EACH = 150;
  private static final long SEED = 20_261_122;

  @TempDir Path cache;

  @Test
  void givesEachTheBytesThatHeWouldGetAlone() throws Exception {
    QuietLog log = new QuietLog();
    List<String> queries = queries();
    Map<String, byte[]> alone = new HashMap<>();
    try (VisiomaticServer server = start(1000);
        Browser browser = new Browser(server.uri())) {
      queries.forEach(query -> alone.put(query, browser.get(query).body()));
    }
    // What was asked for really differs.
    assertThat(alone.values().stream().map(Arrays::hashCode).distinct().count())
        .isEqualTo(queries.size());
    // Few tiles fit into memory, so that most are drawn again beside others.
    try (VisiomaticServer server = start(8);
        Browser browser = new Browser(server.uri());
        ExecutorService visitors = Executors.newFixedThreadPool(VISITORS)) {
      List<Future<?>> visits = new ArrayList<>();
      for (int visitor = 0; visitor < VISITORS; visitor++) {
        Random random = new Random(SEED + visitor);
        visits.add(
            visitors.submit(
                () -> {
                  for (int i = 0; i < REQUESTS_EACH; i++) {
                    String query = queries.get(random.nextInt(queries.size()));
                    assertThat(browser.get(query).body()).as(query).isEqualTo(alone.get(query));
                  }
                }));
      }
      for (Future<?> visit : visits) {
        visit.get();
      }
    } finally {
      log.close();
    }
    assertThat(log.complaints()).isEmpty();
  }

  private static List<String> queries() {
    return Stream.of(
            "CHAN=1",
            "CHAN=2&MINMAX=2:98,130",
            "CHAN=3&INV",
            "CHAN=4&CMP=jet&GAM=1",
            "CHAN=5&BRT=20&CNT=2",
            "",
            "MINMAX=1:-1,20&MINMAX=3:990,1100",
            "MIX=1:1,0,0&MIX=3:0,1,0&MIX=5:0,0,1",
            "MIX=1:0,0,1&MIX=5:1,0,0&INV",
            "MIX=2:0.7,0.2,0.1&GAM=1.8&QLT=60")
        .flatMap(
            look ->
                Stream.of(
                        "JTL=0,0",
                        "JTL=1,0",
                        "JTL=1,3",
                        "RGN=20,30:120,90",
                        "RGN=1,1:200,200&BIN=2")
                    .map(place -> "/api?FIF=cube5_f32.fits&" + look + "&" + place))
        .toList();
  }

  private VisiomaticServer start(int tilesInMemory) throws IOException {
    ServerSettings settings = ServerSettings.of(GoldenValues.inputs(), cache);
    CacheSettings built = settings.cache();
    return VisiomaticServer.start(
        new ServerSettings(
            settings.host().withPort(0),
            settings.image(),
            settings.paths(),
            settings.engine(),
            new CacheSettings(
                built.cacheDir(),
                false,
                built.limits(),
                built.storage(),
                tilesInMemory,
                built.maxCacheTileBytes(),
                built.maxOpenFiles(),
                built.usesFile()),
            settings.oneShot(),
            settings.extensions(),
            org.visiomatic.serve.OperationsSettings.defaults()));
  }
}
