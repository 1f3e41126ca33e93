package org.visiomatic.tiler.picture;

import static org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants.*;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.imaging.ImagingException;
import org.apache.commons.imaging.common.RationalNumber;
import org.apache.commons.imaging.formats.tiff.AbstractTiffElement.DataElement;
import org.apache.commons.imaging.formats.tiff.AbstractTiffImageData;
import org.apache.commons.imaging.formats.tiff.write.TiffImageWriterLossy;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputDirectory;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputSet;
import org.visiomatic.tiler.render.Raster;

/// Writes TIFF files of one picture, without compression: 8 bits per sample as they are seen, or
/// values as 32-bit floats. The whole file stands in memory while it is written.
public final class TiffWriter {

  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
  private static final int STRIP_BYTES = 1 << 18;
  private static final int BLACK_IS_ZERO = 1;
  private static final int RGB = 2;
  private static final int IEEE_FLOAT = 3;

  /// As good as any other: nobody knows how large a picture of the sky is to be printed.
  private static final RationalNumber DOTS_PER_INCH = RationalNumber.valueOf(72);

  private final String software;
  private final String description;

  /// @param software the program that makes the files
  /// @param description what they show; only ASCII can be kept, all else becomes a question mark
  public TiffWriter(String software, String description) {
    this.software = ascii(software);
    this.description = ascii(description);
  }

  /// Reads rows of values.
  @FunctionalInterface
  public interface Rows {

    /// @param first the first one, from the top
    void read(int first, int count, float[] target);
  }

  /// Writes what is seen.
  public void write(Raster raster, OutputStream out) throws IOException {
    int rowBytes = raster.width() * raster.components();
    int stripRows = rowsPerStrip(rowBytes);
    List<DataElement> strips = new ArrayList<>();
    for (int y = 0; y < raster.height(); y += stripRows) {
      int from = y * rowBytes;
      int to = from + Math.min(stripRows, raster.height() - y) * rowBytes;
      strips.add(strip(Arrays.copyOfRange(raster.samples(), from, to)));
    }
    short[] bits = new short[raster.components()];
    Arrays.fill(bits, (short) 8);
    write(
        directory -> {
          directory.add(TIFF_TAG_IMAGE_WIDTH, raster.width());
          directory.add(TIFF_TAG_IMAGE_LENGTH, raster.height());
          directory.add(TIFF_TAG_BITS_PER_SAMPLE, bits);
          directory.add(TIFF_TAG_SAMPLES_PER_PIXEL, (short) raster.components());
          directory.add(
              TIFF_TAG_PHOTOMETRIC_INTERPRETATION,
              (short) (raster.components() == 1 ? BLACK_IS_ZERO : RGB));
        },
        strips,
        stripRows,
        out);
  }

  /// Writes values; NaN stays NaN.
  public void write(int width, int height, Rows rows, OutputStream out) throws IOException {
    int stripRows = rowsPerStrip(width * Float.BYTES);
    List<DataElement> strips = new ArrayList<>();
    float[] values = new float[width * stripRows];
    for (int y = 0; y < height; y += stripRows) {
      int count = Math.min(stripRows, height - y);
      rows.read(y, count, values);
      ByteBuffer bytes = ByteBuffer.allocate(width * count * Float.BYTES).order(ORDER);
      bytes.asFloatBuffer().put(values, 0, width * count);
      strips.add(strip(bytes.array()));
    }
    write(
        directory -> {
          directory.add(TIFF_TAG_IMAGE_WIDTH, width);
          directory.add(TIFF_TAG_IMAGE_LENGTH, height);
          directory.add(TIFF_TAG_BITS_PER_SAMPLE, (short) Float.SIZE);
          directory.add(TIFF_TAG_SAMPLES_PER_PIXEL, (short) 1);
          directory.add(TIFF_TAG_SAMPLE_FORMAT, (short) IEEE_FLOAT);
          directory.add(TIFF_TAG_PHOTOMETRIC_INTERPRETATION, (short) BLACK_IS_ZERO);
        },
        strips,
        stripRows,
        out);
  }

  private void write(Fields fields, List<DataElement> strips, int stripRows, OutputStream out)
      throws IOException {
    TiffOutputSet file = new TiffOutputSet(ORDER);
    TiffOutputDirectory directory = file.addRootDirectory();
    fields.addTo(directory);
    directory.add(TIFF_TAG_COMPRESSION, (short) COMPRESSION_VALUE_UNCOMPRESSED);
    directory.add(TIFF_TAG_ROWS_PER_STRIP, stripRows);
    directory.add(TIFF_TAG_XRESOLUTION, DOTS_PER_INCH);
    directory.add(TIFF_TAG_YRESOLUTION, DOTS_PER_INCH);
    directory.add(TIFF_TAG_RESOLUTION_UNIT, (short) RESOLUTION_UNIT_VALUE_INCHES);
    directory.add(TIFF_TAG_SOFTWARE, software);
    directory.add(TIFF_TAG_IMAGE_DESCRIPTION, description);
    directory.setTiffImageData(
        new AbstractTiffImageData.Strips(strips.toArray(DataElement[]::new), stripRows));
    new TiffImageWriterLossy(ORDER).write(out, file);
  }

  private static DataElement strip(byte[] bytes) {
    return new AbstractTiffImageData.Data(0, bytes.length, bytes);
  }

  private static int rowsPerStrip(int rowBytes) {
    return Math.max(1, STRIP_BYTES / rowBytes);
  }

  private static String ascii(String text) {
    return text.replaceAll("[^\\x20-\\x7e\\n]", "?");
  }

  /// Adds what files of one kind have.
  private interface Fields {
    void addTo(TiffOutputDirectory directory) throws ImagingException;
  }
}
