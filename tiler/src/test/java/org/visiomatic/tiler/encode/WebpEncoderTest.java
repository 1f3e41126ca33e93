package org.visiomatic.tiler.encode;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visiomatic.tiler.render.Raster;

class WebpEncoderTest {

  @ParameterizedTest
  @CsvSource({"256, 256, 1", "256, 256, 3", "1, 1, 3", "37, 300, 1"})
  void keepsThePixelsClosely(int width, int height, int components) throws Throwable {
    byte[] samples = new byte[width * height * components];
    for (int i = 0; i < samples.length; i++) {
      int pixel = i / components;
      samples[i] = (byte) (40 + (pixel % width + pixel / width) / 4);
    }
    Raster raster = new Raster(width, height, components, samples);
    byte[] decoded = decode(WebpEncoder.find().orElseThrow().encode(raster, 95), width, height);
    for (int i = 0; i < width * height; i++) {
      for (int c = 0; c < 3; c++) {
        int expected = samples[i * components + (components == 1 ? 0 : c)] & 0xff;
        assertThat(decoded[3 * i + c] & 0xff).isBetween(expected - 6, expected + 6);
      }
    }
  }

  @Test
  void growsWithQuality() {
    byte[] samples = new byte[65_536];
    new java.util.Random(1).nextBytes(samples);
    Raster raster = new Raster(256, 256, 1, samples);
    WebpEncoder encoder = WebpEncoder.find().orElseThrow();
    assertThat(encoder.encode(raster, 10)).hasSizeLessThan(encoder.encode(raster, 90).length);
  }

  @Test
  void refusesWhatTheFormatCannotHold() {
    WebpEncoder encoder = WebpEncoder.find().orElseThrow();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> encoder.encode(new Raster(16_384, 1, 1, new byte[16_384]), 90))
        .withMessageContaining("16383");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> encoder.encode(new Raster(1, 1, 1, new byte[1]), 101));
  }

  /// Decodes by the same library; the size must be the one expected.
  private static byte[] decode(byte[] file, int width, int height) throws Throwable {
    MethodHandle decode =
        CodecLibrary.load()
            .function(
                "WebPDecodeRGB",
                FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment data = arena.allocateFrom(JAVA_BYTE, file);
      MemorySegment columns = arena.allocate(JAVA_INT);
      MemorySegment rows = arena.allocate(JAVA_INT);
      MemorySegment pixels =
          (MemorySegment) decode.invokeExact(data, (long) file.length, columns, rows);
      assertThat(columns.get(JAVA_INT, 0)).isEqualTo(width);
      assertThat(rows.get(JAVA_INT, 0)).isEqualTo(height);
      return pixels.reinterpret(3L * width * height).toArray(JAVA_BYTE);
    }
  }
}
