package org.visiomatic.shell.tile;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.visiomatic.shell.config.CacheSection;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.config.EngineSection;
import org.visiomatic.shell.config.ImageSection;
import org.visiomatic.shell.config.Leftovers;
import org.visiomatic.tiler.batch.ByteSize;
import org.visiomatic.tiler.build.TilingOptions;
import org.visiomatic.tiler.pyramid.CacheLimits;
import org.visiomatic.tiler.pyramid.Storage;

/// What whoever builds pyramids needs of a configuration.
public final class TilingSettings {

  private TilingSettings() {}

  /// @param extensions which HDUs of a file to take; empty for all images
  public static TilingOptions of(Configuration configuration, List<String> extensions) {
    return new TilingOptions(
        configuration.get(ImageSection.TILE_SIZE),
        extensions,
        threads(configuration),
        memory(configuration),
        storage(configuration));
  }

  /// More threads than processors would only wait for one another.
  public static int threads(Configuration configuration) {
    return Math.min(
        configuration.get(EngineSection.THREAD_COUNT), Runtime.getRuntime().availableProcessors());
  }

  /// What is built in gives way to a small heap; what somebody has asked for does not.
  ///
  /// @throws ConfigurationException when the program has not so much memory
  public static long memory(Configuration configuration) {
    long wanted = configuration.get(EngineSection.MEMORY);
    long heap = Runtime.getRuntime().maxMemory();
    if (!configuration.isAsked(EngineSection.MEMORY)) {
      return Math.min(wanted, heap / 8 * 5);
    }
    if (wanted > heap / 4 * 3) {
      throw new ConfigurationException(
          "Setting memory: %s are asked for, but the program has %s in all; ask for three quarters of that at most, or give it more with VISIOMATIC_JAVA_OPTIONS=-Xmx%dm."
              .formatted(ByteSize.text(wanted), ByteSize.text(heap), (wanted >> 20) * 3 / 2));
    }
    return wanted;
  }

  public static Storage storage(Configuration configuration) {
    return new Storage(
        configuration.get(CacheSection.COMPRESS), configuration.get(CacheSection.CHECKSUMS));
  }

  /// Whether anyone asked for a way of storing: then pyramids stored otherwise are not what they
  /// want.
  public static boolean isStorageWished(Configuration configuration) {
    return configuration.isAsked(CacheSection.COMPRESS)
        || configuration.isAsked(CacheSection.CHECKSUMS);
  }

  /// Where processes note last uses together; nothing when that is left to the cache folder.
  public static Optional<Path> usesFile(Configuration configuration) {
    return Leftovers.path(configuration, CacheSection.ULTRADICT_CACHE_FILE);
  }

  public static CacheLimits limits(Configuration configuration) {
    return new CacheLimits(
        configuration.get(CacheSection.MAX_CACHE_IMAGE_COUNT),
        configuration.get(CacheSection.MAX_CACHE_SIZE));
  }
}
