package org.visiomatic.tiler.render;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.visiomatic.tiler.pyramid.TileSize;

/// Just enough of FITS to draw the golden inputs that have their image in the primary HDU; so the
/// tests of the renderer depend on no other package's reader.
final class PlainFits {

  private static final int BLOCK = 2880;

  private PlainFits() {}

  static boolean canRead(String name) {
    return !name.startsWith("mosaic") && !name.startsWith("mef") && !name.endsWith(".fz");
  }

  static MemoryLevels read(Path file) throws IOException {
    try (InputStream raw = Files.newInputStream(file);
        DataInputStream in =
            new DataInputStream(file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw)) {
      Map<String, String> cards = header(in);
      int bitpix = (int) number(cards, "BITPIX", 0);
      int axes = (int) number(cards, "NAXIS", 0);
      int width = (int) number(cards, "NAXIS1", 1);
      int height = (int) number(cards, "NAXIS2", 1);
      int channels = 1;
      for (int axis = 3; axis <= axes; axis++) {
        channels *= (int) number(cards, "NAXIS" + axis, 1);
      }
      byte[] data = in.readNBytes(channels * height * width * Math.abs(bitpix) / 8);
      ByteBuffer numbers = ByteBuffer.wrap(data);
      double scale = number(cards, "BSCALE", 1);
      double zero = number(cards, "BZERO", 0);
      double blank = bitpix > 0 ? number(cards, "BLANK", Double.NaN) : Double.NaN;
      float[][] planes = new float[channels][width * height];
      for (float[] plane : planes) {
        for (int y = height - 1; y >= 0; y--) {
          for (int x = 0; x < width; x++) {
            double stored = next(numbers, bitpix);
            plane[y * width + x] = stored == blank ? Float.NaN : (float) (zero + scale * stored);
          }
        }
      }
      return new MemoryLevels(width, height, TileSize.DEFAULT, planes);
    }
  }

  private static double next(ByteBuffer numbers, int bitpix) {
    return switch (bitpix) {
      case 8 -> numbers.get() & 0xff;
      case 16 -> numbers.getShort();
      case 32 -> numbers.getInt();
      case -32 -> numbers.getFloat();
      case -64 -> numbers.getDouble();
      default -> throw new IllegalArgumentException("BITPIX " + bitpix);
    };
  }

  private static Map<String, String> header(DataInputStream in) throws IOException {
    Map<String, String> cards = new HashMap<>();
    while (true) {
      String block = new String(in.readNBytes(BLOCK), StandardCharsets.US_ASCII);
      for (int at = 0; at < BLOCK; at += 80) {
        String card = block.substring(at, at + 80);
        if (card.startsWith("END ")) {
          return cards;
        }
        if (card.startsWith("= ", 8)) {
          cards.put(card.substring(0, 8).strip(), card.substring(10).split("/", 2)[0].strip());
        }
      }
    }
  }

  private static double number(Map<String, String> cards, String keyword, double otherwise) {
    String value = cards.get(keyword);
    return value == null ? otherwise : Double.parseDouble(value);
  }
}
