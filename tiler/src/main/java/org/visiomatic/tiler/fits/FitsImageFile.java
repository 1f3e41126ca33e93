package org.visiomatic.tiler.fits;

import java.io.IOException;
import java.util.List;
import org.visiomatic.tiler.source.ImageFile;
import org.visiomatic.tiler.source.ImageHdu;

/// An open FITS file.
///
/// @param images the images in it
/// @param notes sentences for the user
/// @param resources what to close, in this order
record FitsImageFile(List<ImageHdu> images, List<String> notes, List<AutoCloseable> resources)
    implements ImageFile {

  FitsImageFile {
    images = List.copyOf(images);
    notes = List.copyOf(notes);
    resources = List.copyOf(resources);
  }

  @Override
  public void close() throws IOException {
    Closing.all(resources);
  }
}
