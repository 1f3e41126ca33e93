package org.visiomatic.serve.library;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.visiomatic.tiler.build.TilingProgress;

/// Where open images come from. Safe for use by many threads.
public interface PyramidSource extends AutoCloseable {

  /// Opens the pyramid of a file if there is a current one; quick.
  Optional<ServedImage> find(Path file) throws IOException;

  /// Opens the pyramid of a file, building it where there is none; may take minutes. Interrupting
  /// the thread stops the build.
  ///
  /// @throws org.visiomatic.tiler.source.UnreadableSourceException when the file holds no image
  ///   that we can read
  ServedImage build(Path file, TilingProgress progress) throws IOException, InterruptedException;

  @Override
  void close();
}
