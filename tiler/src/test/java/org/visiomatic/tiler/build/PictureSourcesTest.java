package org.visiomatic.tiler.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.Pyramid;
import org.visiomatic.tiler.pyramid.SampleFormat;
import org.visiomatic.tiler.pyramid.Storage;
import org.visiomatic.tiler.pyramid.TileSize;
import org.visiomatic.tiler.source.UnreadableSourceException;

class PictureSourcesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"tiff", "png"})
  void areTiledTheirTopRowFirst(String format) throws Exception {
    BufferedImage picture = new BufferedImage(700, 300, BufferedImage.TYPE_USHORT_GRAY);
    for (int y = 0; y < 300; y++) {
      for (int x = 0; x < 700; x++) {
        picture.getRaster().setSample(x, y, 0, pixel(x, y));
      }
    }
    // The name says nothing: the first bytes count.
    Path file = folder.resolve("picture.fits");
    ImageIO.write(picture, format, file.toFile());
    try (ImageTiler tiler = tiler();
        Pyramid pyramid = tiler.open(file, TilingProgress.silent())) {
      assertThat(pyramid.format().type()).isEqualTo(SampleFormat.Type.UINT16);
      float[] found = new float[50 * 40];
      pyramid.read(0, 0, 500, 10, 50, 40, found, 0, 50);
      for (int j = 0; j < 40; j++) {
        for (int i = 0; i < 50; i++) {
          assertThat(found[j * 50 + i]).isEqualTo(pixel(500 + i, 10 + j));
        }
      }
    }
  }

  private static int pixel(int x, int y) {
    return 90 * x + y;
  }

  @Test
  void areRefusedWithASentenceWhenTheyArePacked() throws IOException {
    Path file = folder.resolve("picture.tif.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      ImageIO.write(new BufferedImage(5, 5, BufferedImage.TYPE_BYTE_GRAY), "tiff", out);
    }
    refused(
        file,
        "picture.tif.gz is not a FITS file: what gzip unpacks from it does not begin with the word SIMPLE. Files of other kinds, pictures too, must be unpacked first.");
  }

  @Test
  void areRefusedWithASentenceWhenTheyAreJpeg() throws IOException {
    Path file = folder.resolve("picture.jpg");
    ImageIO.write(new BufferedImage(5, 5, BufferedImage.TYPE_BYTE_GRAY), "jpeg", file.toFile());
    refused(
        file,
        "picture.jpg is a JPEG picture, which is not supported; FITS, TIFF and PNG files are.");
  }

  private void refused(Path file, String sentence) throws IOException {
    try (ImageTiler tiler = tiler()) {
      assertThatThrownBy(() -> tiler.open(file, TilingProgress.silent()))
          .isInstanceOf(UnreadableSourceException.class)
          .hasMessage(sentence);
    }
  }

  private ImageTiler tiler() throws IOException {
    return new ImageTiler(
        CacheFolder.open(folder.resolve("cache")),
        new TilingOptions(TileSize.DEFAULT, List.of(), 2, 8 << 20, Storage.PLAIN));
  }
}
