package org.visiomatic.serve.library;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.visiomatic.serve.CacheSettings;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.tiler.build.ImageTiler;
import org.visiomatic.tiler.build.TilingOptions;
import org.visiomatic.tiler.build.TilingProgress;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.CacheLimits;
import org.visiomatic.tiler.pyramid.PixelLevels;
import org.visiomatic.tiler.pyramid.Pyramid;
import org.visiomatic.tiler.pyramid.PyramidGeometry;
import org.visiomatic.tiler.pyramid.PyramidMetadata;
import org.visiomatic.tiler.pyramid.SourceStamp;

/// Pyramids of a cache folder, made on demand. Keeps the folder at its size after each build.
public final class CachedPyramids implements PyramidSource {

  private static final System.Logger LOG = System.getLogger("org.visiomatic.serve");

  private final CacheFolder cache;
  private final TilingOptions options;
  private final ImageTiler tiler;
  private final CacheLimits limits;

  /// @param limits what is kept on disk
  public CachedPyramids(CacheFolder cache, TilingOptions options, CacheLimits limits) {
    this.cache = cache;
    this.options = options;
    this.tiler = new ImageTiler(cache, options);
    this.limits = limits;
  }

  /// Pyramids of the cache folder that the settings name; what dead builds left there is removed.
  public static CachedPyramids of(ServerSettings settings) throws IOException {
    CacheSettings wished = settings.cache();
    CacheFolder cache = CacheFolder.open(wished.cacheDir(), wished.usesFile());
    cache.sweep();
    if (wished.clearCache()) {
      cache.clear();
    }
    TilingOptions options =
        new TilingOptions(
            settings.image().tileSize(),
            settings.extensions(),
            settings.engine().threadCount(),
            settings.engine().buildMemoryBytes(),
            wished.storage());
    return new CachedPyramids(cache, options, wished.limits());
  }

  @Override
  public Optional<ServedImage> find(Path file) throws IOException {
    return cache.find(SourceStamp.of(file), options.canonical()).map(CachedPyramids::serve);
  }

  @Override
  public ServedImage build(Path file, TilingProgress progress)
      throws IOException, InterruptedException {
    ServedImage image = serve(tiler.open(file, progress));
    try {
      cache.prune(limits, List.of());
    } catch (IOException e) {
      // The image itself is fine; only the folder stays larger than wished.
      LOG.log(Level.WARNING, "The cache folder could not be pruned.", e);
    }
    return image;
  }

  @Override
  public void close() {
    tiler.close();
  }

  /// An open pyramid as an image; closed together with it.
  public static ServedImage serve(Pyramid pyramid) {
    return new Served(pyramid, pyramid.metadata());
  }

  private record Served(Pyramid pyramid, PyramidMetadata metadata) implements ServedImage {

    @Override
    public PixelLevels pixels() {
      return pyramid;
    }

    @Override
    public String identity() {
      return pyramid.identity();
    }

    @Override
    public long bytes() {
      PyramidGeometry geometry = pyramid.geometry();
      long finest = geometry.pixels(0);
      return finest * pyramid.format().type().bytes() + (geometry.pixels() - finest) * Float.BYTES;
    }

    @Override
    public void close() {
      pyramid.close();
    }
  }
}
