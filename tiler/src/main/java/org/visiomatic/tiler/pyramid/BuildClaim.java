package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.nio.file.Path;

/// The right to build one pyramid, and an empty staging folder to do it in; closing gives both
/// back.
public final class BuildClaim implements AutoCloseable {

  private final Path pyramid;
  private final Path staging;
  private final NamedLocks.Held entry;
  private final NamedLocks.Held lock;
  private final NamedLocks.Action end;

  /// @param pyramid where it is to stand
  /// @param staging an empty folder on the same file system
  /// @param entry into the cache folder
  /// @param lock of the pyramid
  /// @param end what there is to do before others may have the claim
  BuildClaim(
      Path pyramid,
      Path staging,
      NamedLocks.Held entry,
      NamedLocks.Held lock,
      NamedLocks.Action end) {
    this.pyramid = pyramid;
    this.staging = staging;
    this.entry = entry;
    this.lock = lock;
    this.end = end;
  }

  /// A folder on the file system of the cache, empty at first, removed when the claim is closed.
  public Path staging() {
    return staging;
  }

  /// Moves a finished pyramid to its place, replacing an older one.
  ///
  /// @param finished a folder in [#staging], its files flushed to the disk
  public void publish(Path finished) throws IOException {
    Folders.force(finished);
    Publication.publish(finished, pyramid, staging.resolve("replaced"));
  }

  @Override
  public void close() throws IOException {
    try (entry;
        lock) {
      Folders.delete(staging);
      end.run();
    }
  }
}
