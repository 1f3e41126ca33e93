package org.visiomatic.tiler.source;

import java.io.IOException;
import java.nio.file.Path;
import org.visiomatic.tiler.fits.FitsFiles;
import org.visiomatic.tiler.mosaic.Mosaic;

/// Opens a file that may hold anything and reads some of each image in it.
public final class SourceProbe {

  private static final int SIDE = 24;

  /// A longer message is no sentence for a person.
  private static final int LONGEST_MESSAGE = 2000;

  private SourceProbe() {}

  /// Reads the corners and the middle of every image and of the frame that they make.
  ///
  /// @return whether the file could be read
  /// @throws AssertionError when it is refused with anything but a finished sentence about it
  public static boolean isReadable(Path path, Path scratch) throws IOException {
    try (ImageFile file = FitsFiles.open(path, scratch)) {
      for (ImageHdu image : file.images()) {
        readSome(image);
      }
      readSome(Mosaic.of(path.getFileName().toString(), file.images()));
      return true;
    } catch (UnreadableSourceException e) {
      checkSentence(e, path.getFileName().toString());
      return false;
    }
  }

  private static void readSome(PixelSource image) throws IOException {
    float[] pixels = new float[SIDE * SIDE];
    int width = Math.min(SIDE, image.width());
    int height = Math.min(SIDE, image.height());
    int right = image.width() - width;
    int top = image.height() - height;
    int last = image.channels() - 1;
    image.read(0, 0, 0, width, height, pixels, 0, SIDE);
    image.read(last, right, top, width, height, pixels, 0, SIDE);
    image.read(last / 2, right / 2, top / 2, width, height, pixels, (height - 1) * SIDE, -SIDE);
  }

  /// Makes sure that a message is one finished sentence that names the file.
  public static void checkSentence(Exception e, String file) {
    String message = String.valueOf(e.getMessage());
    boolean finished =
        message.contains(file)
            && message.endsWith(".")
            && message.length() < LONGEST_MESSAGE
            && message.chars().noneMatch(Character::isISOControl);
    if (!finished) {
      throw new AssertionError("Not a finished sentence about " + file + ": " + message, e);
    }
  }
}
