package org.visiomatic.tiler.source;

import java.io.IOException;
import java.util.List;

/// An open file whose parts are closed together.
///
/// @param images the images in it
/// @param notes sentences for the user
/// @param resources what to close, in this order
public record OpenImageFile(
    List<ImageHdu> images, List<String> notes, List<AutoCloseable> resources) implements ImageFile {

  public OpenImageFile {
    images = List.copyOf(images);
    notes = List.copyOf(notes);
    resources = List.copyOf(resources);
  }

  @Override
  public void close() throws IOException {
    Closing.all(resources);
  }
}
