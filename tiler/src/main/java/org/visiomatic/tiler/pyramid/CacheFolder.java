package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The folder that holds the pyramids. Any number of processes may share it.
public final class CacheFolder {

  /// Opens the folder, making it where it is missing.
  public static CacheFolder open(Path folder) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// Where the folder is.
  public Path path() {
    throw new UnsupportedOperationException();
  }

  /// Where the pyramid of a source file stands, or would stand: `<name>-<hash of the absolute path
  /// and of the options>.ome.zarr`.
  public Path pyramidOf(SourceStamp source, String options) {
    throw new UnsupportedOperationException();
  }

  /// The pyramid of a source if there is a whole one that was made from the file as it is now, with
  /// the same options. Opening it counts as a use.
  public Optional<Pyramid> find(SourceStamp source, String options) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// Waits until no other thread or process builds that pyramid, then keeps others from it until
  /// closed.
  public BuildClaim claim(Path pyramid) throws IOException, InterruptedException {
    throw new UnsupportedOperationException();
  }

  /// Removes what dead builds have left behind; live ones are left alone.
  public void sweep() throws IOException {
    throw new UnsupportedOperationException();
  }

  /// Removes the least recently used pyramids until at most `count` are left; never one of `keep`
  /// or one being built.
  ///
  /// @return what was removed
  public List<Path> prune(int count, List<Path> keep) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// Removes every pyramid.
  public void clear() throws IOException {
    throw new UnsupportedOperationException();
  }

  /// The right to build one pyramid, and an empty staging folder to do it in; closing gives both
  /// back.
  public interface BuildClaim extends AutoCloseable {

    /// An empty folder on the file system of the cache, removed when the claim is closed.
    Path staging();

    @Override
    void close() throws IOException;
  }
}
