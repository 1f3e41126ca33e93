package org.visiomatic.tiler.fits;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import nom.tam.fits.compression.algorithm.hcompress.HCompressor.IntHCompressor;
import nom.tam.fits.compression.algorithm.hcompress.HCompressorOption;
import nom.tam.fits.compression.algorithm.plio.PLIOCompress;
import org.visiomatic.tiler.pyramid.Header;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// Turns the compressed bytes of a tile into numbers. HCOMPRESS and PLIO are those of nom-tam-fits,
/// Rice is ours for its speed.
///
/// Its gzip is not used: it loses bytes where a read ends inside of a number, which happens in
/// tiles of more than 64 KiB.
sealed interface TileCodec {

  /// A codec whose result is integers.
  non-sealed interface Integers extends TileCodec {
    int[] decode(byte[] packed, int pixels) throws IOException;
  }

  /// A codec whose result is the big-endian numbers themselves, of whatever size.
  non-sealed interface Bytes extends TileCodec {
    byte[] decode(byte[] packed, int pixels) throws IOException;
  }

  /// The codec that a header names.
  static TileCodec of(Hdu hdu) throws UnreadableSourceException {
    Header header = hdu.header();
    String name = header.text("ZCMPTYPE").orElse("").strip().toUpperCase(Locale.ROOT);
    return switch (name) {
      case "RICE_1", "RICE_ONE" -> rice(hdu);
      case "HCOMPRESS_1" -> hcompress(parameter(header, "SMOOTH", 0) != 0);
      case "PLIO_1" -> (Integers) Plio::decode;
      case "GZIP_1" -> GZIP;
      case "GZIP_2" -> (Bytes) (packed, pixels) -> unshuffle(gunzip(packed, pixels), pixels);
      case "NOCOMPRESS" -> PLAIN;
      default ->
          throw hdu.broken(
              "the tiles are compressed with \"%s\"; RICE_1, GZIP_1, GZIP_2, HCOMPRESS_1, PLIO_1 and NOCOMPRESS can be read"
                  .formatted(name));
    };
  }

  Bytes GZIP = TileCodec::gunzip;
  Bytes PLAIN = (packed, pixels) -> packed;

  private static Integers rice(Hdu hdu) throws UnreadableSourceException {
    int size = (int) parameter(hdu.header(), "BYTEPIX", 4);
    int block = (int) parameter(hdu.header(), "BLOCKSIZE", 32);
    if (!(size == 1 || size == 2 || size == 4) || !(block == 16 || block == 32)) {
      throw hdu.broken(
          "Rice tiles have BYTEPIX %d and BLOCKSIZE %d; 1, 2, 4 and 16, 32 can be read"
              .formatted(size, block));
    }
    return new RiceCodec(size, block);
  }

  private static Integers hcompress(boolean smooth) {
    return (packed, pixels) -> {
      requireSize(ByteBuffer.wrap(packed), pixels);
      int[] result = new int[pixels];
      new IntHCompressor(new HCompressorOption().setSmooth(smooth))
          .decompress(ByteBuffer.wrap(packed), IntBuffer.wrap(result));
      return result;
    };
  }

  /// The tile says its size once more, behind two bytes of magic; the library takes whatever memory
  /// that asks for.
  private static void requireSize(ByteBuffer tile, int pixels) throws IOException {
    long columns = tile.getInt(2);
    long rows = tile.getInt(6);
    if (columns < 1 || rows < 1 || columns * rows != pixels) {
      throw new IOException("The tile says that it has %d × %d pixels.".formatted(columns, rows));
    }
  }

  /// The value of one of the `ZNAMEi`, `ZVALi` pairs.
  private static double parameter(Header header, String name, double absent) {
    for (int i = 1; i <= 99; i++) {
      if (header.text("ZNAME" + i).map(String::strip).filter(name::equals).isPresent()) {
        return header.number("ZVAL" + i).map(Number::doubleValue).orElse(absent);
      }
    }
    return absent;
  }

  /// Unpacks at most as much as the widest numbers take, whatever the data claim.
  private static byte[] gunzip(byte[] packed, int pixels) throws IOException {
    long most = 8L * pixels;
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed), 8192)) {
      return in.readNBytes((int) Math.min(most, Integer.MAX_VALUE - 16));
    }
  }

  /// Puts together numbers whose first bytes come first, then all second bytes, and so on.
  private static byte[] unshuffle(byte[] shuffled, int pixels) {
    int size = shuffled.length / pixels;
    byte[] result = new byte[shuffled.length];
    for (int plane = 0; plane < size; plane++) {
      int from = plane * pixels;
      for (int i = 0, at = plane; i < pixels; i++, at += size) {
        result[at] = shuffled[from + i];
      }
    }
    return result;
  }

  /// PLIO into integers. The integer version of the library keeps 16 of the 24 bits.
  final class Plio extends PLIOCompress {

    private final int[] result;

    private Plio(int pixels) {
      result = new int[pixels];
    }

    static int[] decode(byte[] packed, int pixels) {
      Plio plio = new Plio(pixels);
      // The library looks one instruction beyond the last when a list ends before the tile does.
      // A zero there does nothing.
      byte[] padded = Arrays.copyOf(packed, packed.length + 2);
      ShortBuffer instructions = ByteBuffer.wrap(padded).asShortBuffer();
      plio.decompress(instructions, pixels);
      return plio.result;
    }

    @Override
    protected int nextPixel() {
      throw new UnsupportedOperationException("This side of PLIO only reads.");
    }

    @Override
    protected void put(int index, int pixel) {
      result[index] = pixel;
    }
  }
}
