package org.visiomatic.tiler.source;

import java.io.IOException;
import java.util.List;

/// An open file with at least one image in it.
public interface ImageFile extends AutoCloseable {

  /// The images, in the order of the file, at least one.
  List<ImageHdu> images();

  /// Sentences for the user about what was left out or repaired; often empty.
  List<String> notes();

  /// Releases maps and scratch files; the images cannot be read any more.
  @Override
  void close() throws IOException;
}
