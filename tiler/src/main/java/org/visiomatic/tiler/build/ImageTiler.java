package org.visiomatic.tiler.build;

import java.io.IOException;
import java.nio.file.Path;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.Pyramid;

/// Makes sure that an image has its pyramid. Safe for use by many threads.
public final class ImageTiler implements AutoCloseable {

  /// @param cache where pyramids stand
  /// @param options what they look like and what building them may cost
  public ImageTiler(CacheFolder cache, TilingOptions options) {}

  /// Opens the pyramid of an image, building it first when there is no current one. When another
  /// thread or process builds it already, waits for that and takes its result. Interrupting the
  /// thread stops the build cleanly.
  ///
  /// @throws org.visiomatic.tiler.source.UnreadableSourceException when the file holds no image
  ///   that we can read
  public Pyramid open(Path source, TilingProgress progress)
      throws IOException, InterruptedException {
    throw new UnsupportedOperationException();
  }

  /// Stops the threads that work on pixels.
  @Override
  public void close() {}
}
