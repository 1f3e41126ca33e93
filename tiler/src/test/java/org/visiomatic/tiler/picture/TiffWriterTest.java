package org.visiomatic.tiler.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.apache.commons.imaging.Imaging;
import org.apache.commons.imaging.formats.tiff.TiffImageMetadata;
import org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visiomatic.tiler.render.Raster;

/// What is written, read again by the JDK, by Commons Imaging and by our own reader.
class TiffWriterTest {

  private final TiffWriter writer = new TiffWriter("VisiOmatic", "M 31, the µ side");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"1,1,1", "1,1,3", "7,5,1", "300,1000,3", "1000,700,1"})
  void keepsEveryPixelOfAPicture(int width, int height, int components) throws IOException {
    byte[] samples = new byte[width * height * components];
    new Random(7).nextBytes(samples);
    ByteArrayOutputStream file = new ByteArrayOutputStream();

    writer.write(new Raster(width, height, components, samples), file);

    BufferedImage read = ImageIO.read(new ByteArrayInputStream(file.toByteArray()));
    assertThat(read.getWidth()).isEqualTo(width);
    assertThat(read.getHeight()).isEqualTo(height);
    int[] pixels = read.getRaster().getPixels(0, 0, width, height, (int[]) null);
    assertThat(pixels).hasSize(samples.length);
    for (int i = 0; i < samples.length; i++) {
      assertThat(pixels[i]).as("sample %d", i).isEqualTo(samples[i] & 0xff);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "3,4", "1000,301"})
  void keepsEveryValueToTheBit(int width, int height) throws IOException {
    Path file = folder.resolve("values.tif");
    try (var out = Files.newOutputStream(file)) {
      writer.write(
          width,
          height,
          (first, count, target) -> {
            for (int i = 0; i < width * count; i++) {
              target[i] = value(first * width + i);
            }
          },
          out);
    }

    float[] read = OpenPicture.pixels(file, folder);

    assertThat(read).hasSize(width * height);
    for (int i = 0; i < read.length; i++) {
      assertThat(Float.floatToIntBits(read[i]))
          .as("value %d", i)
          .isEqualTo(Float.floatToIntBits(value(i)));
    }
  }

  private static float value(int index) {
    return index % 5 == 2 ? Float.NaN : (float) ((index - 3) * 1.1e7);
  }

  @Test
  void saysWhatItShowsInAscii() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    writer.write(new Raster(1, 1, 1, new byte[1]), file);

    TiffImageMetadata metadata = (TiffImageMetadata) Imaging.getMetadata(file.toByteArray());

    assertThat(metadata.getFieldValue(TiffTagConstants.TIFF_TAG_IMAGE_DESCRIPTION))
        .containsExactly("M 31, the ? side");
    assertThat(metadata.getFieldValue(TiffTagConstants.TIFF_TAG_SOFTWARE))
        .containsExactly("VisiOmatic");
  }
}
