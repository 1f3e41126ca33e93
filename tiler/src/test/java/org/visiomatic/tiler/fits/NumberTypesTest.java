package org.visiomatic.tiler.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.visiomatic.tiler.source.FitsFixtures.bytes;
import static org.visiomatic.tiler.source.FitsFixtures.doubles;
import static org.visiomatic.tiler.source.FitsFixtures.floats;
import static org.visiomatic.tiler.source.FitsFixtures.ints;
import static org.visiomatic.tiler.source.FitsFixtures.longs;
import static org.visiomatic.tiler.source.FitsFixtures.shorts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.tiler.pyramid.SampleFormat;
import org.visiomatic.tiler.source.FitsFixtures.Image;
import org.visiomatic.tiler.source.ImageFile;

/// Stored numbers of every type become physical values, and the storage that is offered for them
/// gives them back.
class NumberTypesTest {

  @TempDir Path folder;

  private float[] read(Image image) throws IOException {
    return Pixels.ofFirst(image.writeTo(folder.resolve("image.fits")), folder);
  }

  private SampleFormat format(Image image) throws IOException {
    Path path = image.writeTo(folder.resolve("image.fits"));
    try (ImageFile file = FitsFiles.open(path, folder)) {
      return file.images().getFirst().format();
    }
  }

  @Test
  void readsBytesAsUnsigned() throws IOException {
    Image image = bytes(2, 2, (byte) 0, (byte) 127, (byte) 128, (byte) 255);
    assertThat(read(image)).containsExactly(0, 127, 128, 255);
    assertThat(format(image))
        .isEqualTo(new SampleFormat(SampleFormat.Type.UINT8, 1, 0, OptionalInt.empty()));
  }

  @Test
  void readsSignedBytes() throws IOException {
    Image image = bytes(2, 1, (byte) 0, (byte) 255).card("BZERO", -128);
    assertThat(read(image)).containsExactly(-128, 127);
    assertThat(format(image))
        .isEqualTo(new SampleFormat(SampleFormat.Type.UINT8, 1, -128, OptionalInt.empty()));
  }

  @Test
  void readsShorts() throws IOException {
    Image image = shorts(3, 1, Short.MIN_VALUE, (short) -1, Short.MAX_VALUE);
    assertThat(read(image)).containsExactly(-32768, -1, 32767);
    assertThat(format(image))
        .isEqualTo(new SampleFormat(SampleFormat.Type.INT16, 1, 0, OptionalInt.empty()));
  }

  @Test
  void readsUnsignedShorts() throws IOException {
    Image image = shorts(3, 1, Short.MIN_VALUE, (short) 0, Short.MAX_VALUE).card("BZERO", 32768);
    assertThat(read(image)).containsExactly(0, 32768, 65535);
    assertThat(format(image))
        .isEqualTo(new SampleFormat(SampleFormat.Type.UINT16, 1, 0, OptionalInt.empty()));
  }

  @Test
  void readsBlankUnsignedShortsAsNaN() throws IOException {
    Image image =
        shorts(2, 1, Short.MIN_VALUE, (short) 7).card("BZERO", 32768).card("BLANK", -32768);
    assertThat(read(image)).containsExactly(Float.NaN, 32775);
    assertThat(format(image))
        .isEqualTo(new SampleFormat(SampleFormat.Type.UINT16, 1, 0, OptionalInt.of(0)));
  }

  @Test
  void scalesShortsAndKeepsTheirType() throws IOException {
    Image image =
        shorts(3, 1, (short) -99, (short) 1, (short) 3)
            .card("BSCALE", 0.37)
            .card("BZERO", 100.5)
            .card("BLANK", -99);
    assertThat(read(image)).containsExactly(Float.NaN, (float) 100.87, (float) 101.61);
    assertThat(format(image))
        .isEqualTo(new SampleFormat(SampleFormat.Type.INT16, 0.37, 100.5, OptionalInt.of(-99)));
  }

  @Test
  void storesFloatsWhereScaledNumbersCouldNotBeToldApart() throws IOException {
    // At 1e6 a float has steps of 1/16: eight stored numbers share one value.
    assertThat(format(shorts(1, 1, (short) 1).card("BSCALE", 0.0078125).card("BZERO", 1e6)))
        .isEqualTo(SampleFormat.FLOAT32);
    assertThat(format(shorts(1, 1, (short) 1).card("BSCALE", 0))).isEqualTo(SampleFormat.FLOAT32);
  }

  @Test
  void takesNoNoticeOfABlankThatNoPixelCanHave() throws IOException {
    assertThat(format(shorts(1, 1, (short) 1).card("BLANK", 99999)).fill()).isEmpty();
    assertThat(format(bytes(1, 1, (byte) 1).card("BLANK", -1)).fill()).isEmpty();
    assertThat(read(bytes(1, 1, (byte) 255).card("BLANK", -1))).containsExactly(255);
  }

  @Test
  void readsInts() throws IOException {
    Image image = ints(3, 1, Integer.MIN_VALUE, 16_777_217, Integer.MAX_VALUE);
    assertThat(read(image)).containsExactly(-0x1p31f, 16_777_216, 0x1p31f);
    assertThat(format(image)).isEqualTo(SampleFormat.FLOAT32);
    assertThat(read(ints(2, 1, 5, -7).card("BLANK", 5))).containsExactly(Float.NaN, -7);
  }

  @Test
  void roundsUnsignedIntsOnce() throws IOException {
    Image image = ints(2, 1, Integer.MIN_VALUE, 1).card("BZERO", 2147483648L);
    assertThat(read(image)).containsExactly(0, 0x1p31f);
    assertThat(read(ints(1, 1, Integer.MIN_VALUE + 16_777_219).card("BZERO", 2147483648L)))
        .containsExactly(16_777_220);
  }

  @Test
  void readsLongs() throws IOException {
    assertThat(read(longs(2, 1, Long.MIN_VALUE, 3L << 40))).containsExactly(-0x1p63f, 3 * 0x1p40f);
    assertThat(read(longs(2, 1, 9, 8).card("BLANK", 9))).containsExactly(Float.NaN, 8);
    assertThat(read(longs(2, 1, Long.MIN_VALUE, 0).card("BZERO", 0x1p63)))
        .containsExactly(0, 0x1p63f);
  }

  @Test
  void keepsEveryFloat() throws IOException {
    float odd = Float.intBitsToFloat(0x7fc12345);
    float[] pixels = {1.5f, -0.0f, Float.NaN, odd, Float.POSITIVE_INFINITY, Float.MIN_VALUE};
    assertThat(read(floats(3, 2, pixels))).containsExactly(pixels);
    assertThat(read(floats(2, 1, 1.5f, Float.NaN).card("BSCALE", 2).card("BZERO", 1)))
        .containsExactly(4, Float.NaN);
  }

  @Test
  void narrowsDoubles() throws IOException {
    Image image = doubles(3, 2, 0.1, 1e300, -1e300, Double.NaN, Double.NEGATIVE_INFINITY, 1e-320);
    assertThat(read(image))
        .containsExactly(
            0.1f,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            Float.NaN,
            Float.NEGATIVE_INFINITY,
            0);
    assertThat(read(doubles(1, 1, 0.5).card("BSCALE", 4).card("BZERO", -1))).containsExactly(1);
  }

  @Test
  void takesNoNoticeOfBlankInFloats() throws IOException {
    assertThat(read(floats(2, 1, -32768, 1).card("BLANK", -32768))).containsExactly(-32768, 1);
  }
}
