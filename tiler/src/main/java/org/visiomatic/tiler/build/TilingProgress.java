package org.visiomatic.tiler.build;

import java.io.IOException;
import org.visiomatic.tiler.pyramid.PyramidGeometry;

/// Is told how a build goes on. Calls come from several threads, often; return at once.
public interface TilingProgress {

  /// Tells nobody. Not a constant: an interface that has to be initialised keeps the JVM from
  /// storing its lambdas in the cache that commands start from.
  static TilingProgress silent() {
    return (stage, fraction) -> {};
  }

  /// Told once, before any pixel is read, how large the pyramid will be. Whoever throws here ends
  /// the build with that exception and leaves nothing behind.
  default void planned(PyramidGeometry geometry) throws IOException {}

  /// Whether [#overview] is to be told of an image. It is seen earlier then, and the build takes
  /// longer, by one more reading of the file.
  default boolean wantsOverview(PyramidGeometry geometry) {
    return false;
  }

  /// Told when the upper levels are known, before the first tile is written, if they fit into a
  /// third of the memory that builds may take. Told again when the file has changed and is read
  /// anew: what was told before is outdated then.
  default void overview(Overview overview) {}

  /// @param stage what is being done
  /// @param fraction how much of the whole build is done, 0 to 1, never falling
  void at(Stage stage, double fraction);

  /// What a build does, in this order.
  enum Stage {
    /// Waiting for another build of the same image.
    WAITING,
    /// Opening the file, unpacking it where it is compressed.
    OPENING,
    /// Estimating background and cuts.
    MEASURING,
    /// Reading pixels for the upper levels only.
    OVERVIEW,
    /// Reading pixels and writing tiles.
    TILING,
    /// Flushing to disk and moving the pyramid to its place.
    PUBLISHING
  }
}
