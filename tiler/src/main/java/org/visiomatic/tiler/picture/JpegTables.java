package org.visiomatic.tiler.picture;

import static org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants.TIFF_TAG_PHOTOMETRIC_INTERPRETATION;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.apache.commons.imaging.formats.tiff.constants.TiffDirectoryType;
import org.apache.commons.imaging.formats.tiff.taginfos.TagInfoUndefined;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// Decodes blocks that are JPEG streams, whose tables stand once in the page (second technical note
/// to TIFF 6.0).
final class JpegTables {

  private static final TagInfoUndefined JPEG_TABLES =
      new TagInfoUndefined("JPEGTables", 347, TiffDirectoryType.TIFF_DIRECTORY_ROOT);

  private static final int MARKER_BYTES = 2;
  private static final int LONGEST = 1 << 16;
  private static final int YCBCR = 6;

  private final byte[] tables;
  private final boolean differences;

  JpegTables(TiffPage page) throws UnreadableSourceException {
    this.tables = page.raw(JPEG_TABLES, LONGEST);
    this.differences = page.common(TIFF_TAG_PHOTOMETRIC_INTERPRETATION, 1) == YCBCR;
  }

  /// Decodes a block.
  ///
  /// @return its samples, those of a pixel together
  byte[] decode(byte[] block, BlockGrid grid, int rows) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
    if (!readers.hasNext()) {
      throw new IOException("this Java has no JPEG decoder");
    }
    ImageReader reader = readers.next();
    try (ImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(joined(block)))) {
      reader.setInput(in, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      if (width != grid.blockWidth() || height < rows || height > grid.blockHeight()) {
        throw new IOException(
            "%d × %d pixels were found instead of %d × %d"
                .formatted(width, height, grid.blockWidth(), rows));
      }
      Raster raster = reader.readRaster(0, null);
      if (raster.getNumBands() != grid.step()) {
        throw new IOException(
            "%d samples per pixel were found instead of %d"
                .formatted(raster.getNumBands(), grid.step()));
      }
      return bytes(raster, rows);
    } finally {
      reader.dispose();
    }
  }

  /// One stream of tables and block: the end mark of the first and the start mark of the second
  /// fall away.
  private byte[] joined(byte[] block) {
    if (tables.length <= 2 * MARKER_BYTES || block.length < MARKER_BYTES) {
      return block;
    }
    ByteArrayOutputStream joined = new ByteArrayOutputStream(tables.length + block.length);
    joined.write(tables, 0, tables.length - MARKER_BYTES);
    joined.write(block, MARKER_BYTES, block.length - MARKER_BYTES);
    return joined.toByteArray();
  }

  private byte[] bytes(Raster raster, int rows) {
    int samples = raster.getNumBands();
    int width = raster.getWidth();
    byte[] bytes = new byte[width * rows * samples];
    int[] row = new int[width * samples];
    for (int y = 0; y < rows; y++) {
      raster.getPixels(0, y, width, 1, row);
      if (differences && samples == 3) {
        toRgb(row);
      }
      for (int i = 0; i < row.length; i++) {
        bytes[y * row.length + i] = (byte) row[i];
      }
    }
    return bytes;
  }

  /// ITU-R BT.601, as JFIF has it.
  private static void toRgb(int[] row) {
    for (int i = 0; i < row.length; i += 3) {
      double luminance = row[i];
      double blue = row[i + 1] - 128;
      double red = row[i + 2] - 128;
      row[i] = clamped(luminance + 1.402 * red);
      row[i + 1] = clamped(luminance - 0.344136 * blue - 0.714136 * red);
      row[i + 2] = clamped(luminance + 1.772 * blue);
    }
  }

  private static int clamped(double value) {
    return Math.clamp(Math.round(value), 0, 255);
  }
}
