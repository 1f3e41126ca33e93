package org.visiomatic.tiler.fits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Optional;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// Decodes the tiles of one compressed image into big-endian numbers, as an uncompressed data unit
/// has them: integers of `ZBITPIX` as stored, floats of any size as 32-bit ones.
///
/// Safe for use by many threads; each call takes memory for one tile.
final class TileDecoder {

  private final Hdu hdu;
  private final int bitpix;
  private final TileTable table;
  private final TileCodec codec;
  private final Optional<Quantisation> quantisation;

  TileDecoder(Hdu hdu, TileTable table, int bitpix) throws UnreadableSourceException {
    this.hdu = hdu;
    this.bitpix = bitpix;
    this.table = table;
    this.codec = TileCodec.of(hdu);
    this.quantisation = Quantisation.of(hdu.header(), bitpix, table);
  }

  /// Number type of what comes out.
  int bitpix() {
    return bitpix < 0 ? -32 : bitpix;
  }

  /// The pixels of a tile.
  byte[] decode(long tile, int pixels) throws UnreadableSourceException {
    try {
      return decodeCell(tile, pixels);
    } catch (UnreadableSourceException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Whatever a codec stumbles over, index or buffer, comes from damaged data.
      throw hdu.broken(
          "tile %,d cannot be decompressed, its data are damaged (%s)"
              .formatted(tile + 1, e.getClass().getSimpleName()),
          e);
    }
  }

  private byte[] decodeCell(long tile, int pixels) throws IOException {
    byte[] packed = table.cell("COMPRESSED_DATA", tile);
    if (packed.length > 0) {
      return switch (codec) {
        case TileCodec.Integers integers -> fromIntegers(integers.decode(packed, pixels), tile);
        case TileCodec.Bytes bytes -> fromBytes(bytes.decode(packed, pixels), pixels, tile);
      };
    }
    // Tiles that cannot be quantised are kept as they are, in a column of their own.
    packed = table.cell("GZIP_COMPRESSED_DATA", tile);
    if (packed.length > 0) {
      return asTheyAre(TileCodec.GZIP.decode(packed, pixels), pixels, tile);
    }
    packed = table.cell("UNCOMPRESSED_DATA", tile);
    if (packed.length > 0) {
      return asTheyAre(packed, pixels, tile);
    }
    throw hdu.broken("tile %,d has no data".formatted(tile + 1));
  }

  private byte[] fromIntegers(int[] numbers, long tile) {
    if (quantisation.isPresent()) {
      return bytes(quantisation.get().floats(numbers, tile));
    }
    return bytes(numbers, bitpix < 0 ? 4 : bitpix / 8);
  }

  private byte[] fromBytes(byte[] numbers, int pixels, long tile) throws IOException {
    if (quantisation.isPresent()) {
      return bytes(quantisation.get().floats(integers(numbers, pixels, tile), tile));
    }
    return asTheyAre(numbers, pixels, tile);
  }

  /// Numbers of the type of the image, or integers of another size.
  private byte[] asTheyAre(byte[] numbers, int pixels, long tile) throws IOException {
    int size = size(numbers, pixels, tile);
    if (size == Math.abs(bitpix) / 8) {
      return bitpix == -64 ? narrowed(numbers) : numbers;
    }
    if (bitpix < 0) {
      throw hdu.broken(
          "tile %,d has %d bytes per pixel, but ZBITPIX is %d".formatted(tile + 1, size, bitpix));
    }
    return bytes(integers(numbers, pixels, tile), bitpix / 8);
  }

  private int size(byte[] numbers, int pixels, long tile) throws UnreadableSourceException {
    int size = numbers.length / pixels;
    boolean possible = size == 1 || size == 2 || size == 4 || size == 8;
    if (!possible || numbers.length % pixels != 0) {
      throw hdu.broken(
          "tile %,d unpacks to %,d bytes, which do not fit its %,d pixels"
              .formatted(tile + 1, numbers.length, pixels));
    }
    return size;
  }

  private int[] integers(byte[] numbers, int pixels, long tile) throws UnreadableSourceException {
    int[] integers = new int[pixels];
    ByteBuffer in = ByteBuffer.wrap(numbers);
    int size = size(numbers, pixels, tile);
    for (int i = 0; i < pixels; i++) {
      integers[i] =
          switch (size) {
            case 1 -> in.get(i) & 0xff;
            case 2 -> in.getShort(2 * i);
            case 4 -> in.getInt(4 * i);
            default -> (int) in.getLong(8 * i);
          };
    }
    return integers;
  }

  private static byte[] narrowed(byte[] doubles) {
    ByteBuffer in = ByteBuffer.wrap(doubles);
    ByteBuffer out = ByteBuffer.allocate(doubles.length / 2);
    while (in.hasRemaining()) {
      out.putFloat((float) in.getDouble());
    }
    return out.array();
  }

  private static byte[] bytes(float[] floats) {
    ByteBuffer out = ByteBuffer.allocate(Math.multiplyExact(floats.length, 4));
    out.asFloatBuffer().put(floats);
    return out.array();
  }

  private static byte[] bytes(int[] numbers, int size) {
    byte[] bytes = new byte[Math.multiplyExact(numbers.length, size)];
    switch (size) {
      case 1 -> {
        for (int i = 0; i < numbers.length; i++) {
          bytes[i] = (byte) numbers[i];
        }
      }
      case 2 -> {
        for (int i = 0; i < numbers.length; i++) {
          bytes[2 * i] = (byte) (numbers[i] >> 8);
          bytes[2 * i + 1] = (byte) numbers[i];
        }
      }
      case 4 -> ByteBuffer.wrap(bytes).asIntBuffer().put(numbers);
      default -> {
        LongBuffer longs = ByteBuffer.wrap(bytes).asLongBuffer();
        for (int number : numbers) {
          longs.put(number);
        }
      }
    }
    return bytes;
  }
}
