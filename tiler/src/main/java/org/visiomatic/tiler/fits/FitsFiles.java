package org.visiomatic.tiler.fits;

import java.io.IOException;
import java.nio.file.Path;
import org.visiomatic.tiler.source.ImageFile;

/// Opens FITS files.
public final class FitsFiles {

  private FitsFiles() {}

  /// Opens a file: plain, compressed as a whole, or tile-compressed inside.
  ///
  /// @param scratch folder for the unpacked form of compressed files; what is put there is removed
  ///   on close
  /// @throws org.visiomatic.tiler.source.UnreadableSourceException when there is no image to be had
  ///   from it
  public static ImageFile open(Path file, Path scratch) throws IOException {
    throw new UnsupportedOperationException();
  }
}
