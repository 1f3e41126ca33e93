package org.visiomatic.tiler.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.visiomatic.tiler.fits.FitsFiles;
import org.visiomatic.tiler.picture.PictureFiles;
import org.visiomatic.tiler.source.ImageFile;

/// Opens whatever can be tiled, told by its first bytes: names of files lie.
public final class SourceFiles {

  private SourceFiles() {}

  /// Opens a FITS file, compressed or not, or a picture.
  ///
  /// @param scratch folder for what has to be unpacked; what is put there is removed on close
  /// @throws org.visiomatic.tiler.source.UnreadableSourceException when there is no image to be had
  ///   from it
  public static ImageFile open(Path file, Path scratch) throws IOException {
    byte[] start = start(file);
    return PictureFiles.recognises(start)
        ? PictureFiles.open(file, start, scratch)
        : FitsFiles.open(file, scratch);
  }

  private static byte[] start(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return new byte[0];
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(PictureFiles.LONGEST_MAGIC);
    }
  }
}
