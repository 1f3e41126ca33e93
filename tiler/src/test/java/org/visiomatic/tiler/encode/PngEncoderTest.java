package org.visiomatic.tiler.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visiomatic.tiler.render.Raster;

class PngEncoderTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "1, 1, 3",
    "256, 256, 1",
    "256, 256, 3",
    "1, 700, 3",
    "701, 2, 1",
    "600, 500, 3"
  })
  void keepsEveryPixel(int width, int height, int components) throws IOException {
    byte[] samples = new byte[width * height * components + 5];
    new Random(3).nextBytes(samples);
    byte[] file = new PngEncoder().encode(new Raster(width, height, components, samples));
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
    assertThat(image.getWidth()).isEqualTo(width);
    assertThat(image.getHeight()).isEqualTo(height);
    assertThat(image.getRaster().getNumBands()).isEqualTo(components);
    int[] read = image.getRaster().getPixels(0, 0, width, height, (int[]) null);
    for (int i = 0; i < read.length; i++) {
      assertThat(read[i]).isEqualTo(samples[i] & 0xff);
    }
  }

  @Test
  void makesSmallFilesOfSmoothPictures() {
    byte[] file = new PngEncoder().encode(new Raster(256, 256, 1, new byte[65_536]));
    assertThat(file).hasSizeLessThan(1000);
    assertThat(Arrays.copyOf(file, 4)).containsExactly(0x89, 'P', 'N', 'G');
  }
}
