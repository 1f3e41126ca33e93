package org.visiomatic.shell.archive;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.tiler.pyramid.CacheLimits;

/// What to import, and how.
///
/// @param archives files
/// @param source the file here that the pyramid is of, if the user has named one
/// @param isForced whether current pyramids are replaced
/// @param isRehearsal whether only to look
/// @param limits what the cache folder may hold
/// @param threads that check pyramids
public record ImportOptions(
    List<Path> archives,
    Optional<Path> source,
    boolean isForced,
    boolean isRehearsal,
    CacheLimits limits,
    int threads) {

  public ImportOptions {
    archives = List.copyOf(archives);
    if (source.isPresent() && archives.size() > 1) {
      throw new ConfigurationException(
          "--source names the file of one archive, but %d archives are given; import them one by one."
              .formatted(archives.size()));
    }
  }
}
