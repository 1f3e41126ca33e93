package org.visiomatic.tiler.picture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.commons.imaging.ImageFormat;
import org.apache.commons.imaging.ImageFormats;
import org.apache.commons.imaging.Imaging;
import org.visiomatic.tiler.source.Closing;
import org.visiomatic.tiler.source.ImageFile;
import org.visiomatic.tiler.source.ImageHdu;
import org.visiomatic.tiler.source.OpenImageFile;
import org.visiomatic.tiler.source.SourceFile;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// Opens TIFF and PNG files.
public final class PictureFiles {

  /// How many bytes [#recognises] wants to see.
  public static final int LONGEST_MAGIC = 16;

  private static final Set<ImageFormat> PICTURES =
      Set.of(
          ImageFormats.TIFF,
          ImageFormats.PNG,
          ImageFormats.JPEG,
          ImageFormats.GIF,
          ImageFormats.WEBP);

  private PictureFiles() {}

  /// Whether a file is a picture of some kind, by its first bytes. Not all kinds can be opened.
  public static boolean recognises(byte[] start) {
    return PICTURES.contains(format(start));
  }

  private static ImageFormat format(byte[] start) {
    try {
      return Imaging.guessFormat(start);
    } catch (IOException | IllegalArgumentException e) {
      // Too short for the library to tell, so not a picture.
      return ImageFormats.UNKNOWN;
    }
  }

  /// Opens a picture.
  ///
  /// @param start its first bytes
  /// @param scratch folder for unpacked pixels; what is put there is removed on close
  /// @throws UnreadableSourceException when it is damaged or not of a kind that we read
  public static ImageFile open(Path path, byte[] start, Path scratch) throws IOException {
    Path fileName = path.getFileName();
    String name = fileName == null ? path.toString() : fileName.toString();
    ImageFormat format = format(start);
    if (format != ImageFormats.TIFF && format != ImageFormats.PNG) {
      throw new UnreadableSourceException(
          "%s is a %s picture, which is not supported; FITS, TIFF and PNG files are."
              .formatted(name, format.getName()));
    }
    List<AutoCloseable> resources = new ArrayList<>();
    try {
      SourceFile file = SourceFile.map(name, path, false);
      resources.add(file);
      return format == ImageFormats.TIFF
          ? tiff(file, scratch, resources)
          : png(file, scratch, resources);
    } catch (IOException | RuntimeException e) {
      try {
        Closing.all(resources.reversed());
      } catch (IOException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  private static ImageFile tiff(SourceFile file, Path scratch, List<AutoCloseable> resources)
      throws IOException {
    TiffFile tiff = new TiffFile(file, scratch, resources);
    file.reading(tiff::read);
    return new OpenImageFile(tiff.images(), tiff.notes(), resources.reversed());
  }

  private static ImageFile png(SourceFile file, Path scratch, List<AutoCloseable> resources)
      throws IOException {
    List<ImageHdu> images = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    file.reading(
        () -> {
          PngFile png = new PngFile(file);
          images.add(png.read(scratch, resources));
          notes.addAll(png.notes());
        });
    return new OpenImageFile(images, notes, resources.reversed());
  }
}
