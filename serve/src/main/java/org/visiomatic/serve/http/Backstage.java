package org.visiomatic.serve.http;

import java.io.IOException;
import java.lang.System.Logger.Level;
import org.visiomatic.serve.CacheSettings;
import org.visiomatic.serve.Carriers;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.serve.api.ImageApi;
import org.visiomatic.serve.api.Painter;
import org.visiomatic.serve.api.RequestParser;
import org.visiomatic.serve.api.Warmer;
import org.visiomatic.serve.library.DataFolder;
import org.visiomatic.serve.library.EncodedTiles;
import org.visiomatic.serve.library.ImageLibrary;
import org.visiomatic.serve.library.PyramidSource;
import org.visiomatic.serve.library.RenderPool;
import org.visiomatic.serve.ops.Readiness;
import org.visiomatic.serve.ops.Telemetry;

/// Everything behind the addresses: library, places to render at, encoded tiles. Owns and closes
/// them.
final class Backstage implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("org.visiomatic.serve");

  /// One image may drive a part of the encoded tiles out of memory, when it is warmed, not all.
  private static final int WARM_SHARE = 4;

  private final ImageLibrary library;
  private final RenderPool pool;
  private final EncodedTiles tiles;
  private final Painter painter;
  private volatile ImageApi api;
  private volatile Warmer warmer;
  private final Telemetry telemetry;
  private final Readiness readiness;

  /// @param pyramids closed together with this
  /// @param telemetry is told of everything that happens here
  Backstage(ServerSettings settings, PyramidSource pyramids, Painter painter, Telemetry telemetry)
      throws IOException {
    DataFolder data =
        settings.oneShot().isPresent()
            ? DataFolder.single(settings.oneShot().get())
            : DataFolder.of(settings.paths().dataDir());
    CacheSettings cache = settings.cache();
    this.telemetry = telemetry;
    library =
        new ImageLibrary(
            data,
            pyramids,
            cache.maxOpenPyramids(),
            settings.engine().maxBuildCount(),
            settings.engine().maxBuildPixels(),
            telemetry);
    pool = new RenderPool(Carriers.places(settings.host().workers()), telemetry);
    tiles =
        new EncodedTiles(
            pool, cache.maxCacheTileCount(), cache.maxCacheTileBytes(), telemetry.tiles());
    readiness =
        new Readiness(
            cache.cacheDir(), settings.oneShot().orElseGet(() -> settings.paths().dataDir()));
    this.painter = painter;
    api = apiFor(settings);
    warmer = warmerFor(settings);
  }

  /// Takes over how images look by default and what a request may ask for; all else stays until the
  /// next start.
  void follow(ServerSettings settings) {
    api = apiFor(settings);
    warmer = warmerFor(settings);
  }

  private Warmer warmerFor(ServerSettings settings) {
    return new Warmer(
        library,
        api,
        new RequestParser(settings.image(), library.onlyName()),
        settings.cache().maxCacheTileCount() / WARM_SHARE);
  }

  private ImageApi apiFor(ServerSettings settings) {
    return new ImageApi(
        library, tiles, pool, painter, settings.image(), settings.engine().maxRegionTileCount());
  }

  ImageLibrary library() {
    return library;
  }

  EncodedTiles tiles() {
    return tiles;
  }

  RenderPool pool() {
    return pool;
  }

  Telemetry telemetry() {
    return telemetry;
  }

  Readiness readiness() {
    return readiness;
  }

  Warmer warmer() {
    return warmer;
  }

  ImageApi api() {
    return api;
  }

  /// Loads the codec in the background.
  void warmUp() {
    Thread.ofPlatform()
        .daemon()
        .name("visiomatic-warm-up")
        .start(
            () -> {
              try {
                api.warmUp();
              } catch (RuntimeException | LinkageError e) {
                LOG.log(
                    Level.WARNING,
                    "The image codec cannot be loaded on this machine; tiles will fail.",
                    e);
              }
            });
  }

  @Override
  public void close() {
    library.close();
    pool.close();
  }
}
