package org.visiomatic.tiler.fits;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nom.tam.fits.FitsException;
import nom.tam.fits.FitsUtil;
import nom.tam.fits.Header;
import nom.tam.fits.HeaderCard;
import nom.tam.fits.header.Standard;
import nom.tam.util.FitsOutputStream;
import org.visiomatic.tiler.pyramid.Card;

/// Writes a cube of 32-bit floats as the primary HDU of a new FITS file, one row at a time.
///
/// Rows come in the order of the file: from the bottom of the first channel upwards, then the next
/// channel.
public final class FloatCubeWriter implements AutoCloseable {

  private final FitsOutputStream out;
  private final int width;
  private final long rows;
  private long written;

  /// Creates the file and writes its header.
  ///
  /// @param cards what the header says besides its mandatory keywords
  /// @throws IOException when the file cannot be written
  public FloatCubeWriter(Path file, int channels, int height, int width, List<Card> cards)
      throws IOException {
    this.width = width;
    this.rows = (long) channels * height;
    this.out = new FitsOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
    try {
      header(channels, height, width, cards).write(out);
    } catch (FitsException e) {
      out.close();
      throw new IOException(
          "The header of " + file + " could not be written: " + e.getMessage(), e);
    }
  }

  private static Header header(int channels, int height, int width, List<Card> cards)
      throws FitsException {
    Header header = new Header();
    header.addValue(Standard.SIMPLE, true);
    header.addValue(Standard.BITPIX, -32);
    header.addValue(Standard.NAXIS, channels == 1 ? 2 : 3);
    header.addValue(Standard.NAXIS1, width);
    header.addValue(Standard.NAXIS2, height);
    if (channels > 1) {
      header.addValue(Standard.NAXISn.n(3), channels);
    }
    for (Card card : cards) {
      header.addLine(
          switch (card.value()) {
            case null -> HeaderCard.createCommentStyleCard(card.keyword(), card.comment());
            case Boolean value -> new HeaderCard(card.keyword(), value, card.comment());
            case Number value -> new HeaderCard(card.keyword(), value, card.comment());
            case Object value -> new HeaderCard(card.keyword(), value.toString(), card.comment());
          });
    }
    return header;
  }

  /// Writes the next row.
  ///
  /// @param pixels at least as many values as the image is wide
  public void writeRow(float[] pixels) throws IOException {
    if (written == rows) {
      throw new IllegalStateException("All " + rows + " rows have been written already.");
    }
    out.write(pixels, 0, width);
    written++;
  }

  /// Pads and closes the file. A file that did not get all its rows is truncated, as any reader
  /// will say.
  @Override
  public void close() throws IOException {
    try (out) {
      if (written == rows) {
        out.write(new byte[FitsUtil.padding(rows * width * Float.BYTES)]);
      }
    }
  }
}
