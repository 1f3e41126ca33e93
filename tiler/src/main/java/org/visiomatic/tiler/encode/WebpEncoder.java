package org.visiomatic.tiler.encode;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.visiomatic.tiler.render.Raster;

/// Makes lossy WebP files by the libwebp that the codec library carries. Safe for use by many
/// threads.
///
/// The format has no grey: grey pictures are written as RGB. It is several times slower than JPEG;
/// the simple function of libwebp is called, with its default effort.
public final class WebpEncoder {

  /// The longest side of a WebP file, in pixels.
  public static final int MAXIMUM_SIZE = 16_383;

  private final MethodHandle encode;
  private final MethodHandle free;

  private WebpEncoder(CodecLibrary library) throws MissingCodecException {
    // size_t WebPEncodeRGB(rgb, width, height, stride, quality, output)
    encode =
        library.function(
            "WebPEncodeRGB",
            FunctionDescriptor.of(
                JAVA_LONG, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_FLOAT, ADDRESS));
    free = library.function("WebPFree", FunctionDescriptor.ofVoid(ADDRESS));
  }

  /// The encoder of this platform; empty where there is none. Decided once per process.
  public static Optional<WebpEncoder> find() {
    return Choice.ENCODER;
  }

  /// Encodes a picture.
  ///
  /// @param quality 0 to 100
  /// @return a whole WebP file
  public byte[] encode(Raster raster, int quality) {
    if (quality < 0 || quality > 100) {
      throw new IllegalArgumentException(
          "A WebP quality of %d was asked for, but it must be between 0 and 100."
              .formatted(quality));
    }
    if (raster.width() > MAXIMUM_SIZE || raster.height() > MAXIMUM_SIZE) {
      throw new IllegalArgumentException(
          "A WebP file of %d×%d pixels (width×height) was asked for, but no side may exceed %d."
              .formatted(raster.width(), raster.height(), MAXIMUM_SIZE));
    }
    int stride = 3 * raster.width();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment pixels = arena.allocate((long) stride * raster.height());
      copy(raster, pixels);
      MemorySegment output = arena.allocate(ADDRESS);
      long size =
          (long)
              encode.invokeExact(
                  pixels, raster.width(), raster.height(), stride, (float) quality, output);
      MemorySegment address = output.get(ADDRESS, 0);
      if (size == 0) {
        throw new IllegalStateException(
            "libwebp could not encode a picture of %d×%d pixels (width×height)."
                .formatted(raster.width(), raster.height()));
      }
      try {
        return address.reinterpret(size).toArray(JAVA_BYTE);
      } finally {
        free.invokeExact(address);
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("A call of libwebp failed.", e);
    }
  }

  private static void copy(Raster raster, MemorySegment pixels) {
    int count = raster.width() * raster.height();
    if (raster.components() == 3) {
      MemorySegment.copy(raster.samples(), 0, pixels, JAVA_BYTE, 0, 3 * count);
      return;
    }
    for (int i = 0; i < count; i++) {
      byte grey = raster.samples()[i];
      pixels.set(JAVA_BYTE, 3L * i, grey);
      pixels.set(JAVA_BYTE, 3L * i + 1, grey);
      pixels.set(JAVA_BYTE, 3L * i + 2, grey);
    }
  }

  /// Holds the choice.
  private static final class Choice {

    static final Optional<WebpEncoder> ENCODER = choose();

    private Choice() {}

    private static Optional<WebpEncoder> choose() {
      try {
        return Optional.of(new WebpEncoder(CodecLibrary.load()));
      } catch (MissingCodecException e) {
        System.getLogger(WebpEncoder.class.getName())
            .log(Level.WARNING, "WebP files cannot be made: {0}", e.getMessage());
        return Optional.empty();
      }
    }
  }
}
