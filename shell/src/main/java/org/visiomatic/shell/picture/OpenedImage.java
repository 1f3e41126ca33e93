package org.visiomatic.shell.picture;

import java.io.IOException;
import java.nio.file.Path;
import org.visiomatic.serve.library.ServedImage;
import org.visiomatic.tiler.pyramid.PyramidGeometry;

/// An image whose pyramid is open.
///
/// @param name what users call it
/// @param image closed together with this
record OpenedImage(String name, ServedImage image) implements AutoCloseable {

  PyramidGeometry geometry() {
    return image.pixels().geometry();
  }

  /// The file that it was made from, which may have gone.
  Path source() {
    return Path.of(image.metadata().source().path());
  }

  @Override
  public void close() throws IOException {
    image.close();
  }
}
