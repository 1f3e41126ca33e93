package org.visiomatic.tiler.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visiomatic.tiler.pyramid.SampleFormat;
import org.visiomatic.tiler.source.ImageFile;
import org.visiomatic.tiler.source.ImageHdu;

class PngPicturesTest {

  @TempDir Path folder;
  @TempDir Path scratch;

  @ParameterizedTest
  @CsvSource({
    "8, 1, false", "8, 1, true", "16, 1, false", "16, 1, true", "8, 2, false", "16, 2, true",
    "8, 3, false", "8, 3, true", "16, 3, false", "16, 3, true", "8, 4, false", "16, 4, true"
  })
  void equalWhatAnotherProgramWrote(int bits, int bands, boolean interlaced) throws IOException {
    BufferedImage picture = random(bits, bands, 61, 43);
    Path path = write(picture, interlaced);
    boolean alpha = bands % 2 == 0;
    int channels = alpha ? bands - 1 : bands;
    float[] expected = new float[61 * 43 * channels];
    WritableRaster raster = picture.getRaster();
    for (int i = 0; i < expected.length; i++) {
      int x = i % 61;
      int y = i / 61 % 43;
      boolean empty = alpha && raster.getSample(x, y, bands - 1) == 0;
      expected[i] = empty ? Float.NaN : raster.getSample(x, y, i / (61 * 43));
    }
    assertThat(OpenPicture.pixels(path, scratch)).isEqualTo(expected);
    assertThat(scratch).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource({"1, false", "1, true", "2, false", "2, true", "4, false", "4, true", "8, true"})
  void readsPalettesOfFewBits(int bits, boolean interlaced) throws IOException {
    int size = 1 << bits;
    byte[][] colours = new byte[3][size];
    Random random = new Random(bits);
    for (byte[] colour : colours) {
      random.nextBytes(colour);
    }
    IndexColorModel palette = new IndexColorModel(bits, size, colours[0], colours[1], colours[2]);
    int type = bits == 8 ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_BINARY;
    BufferedImage picture = new BufferedImage(13, 11, type, palette);
    float[] expected = new float[3 * 13 * 11];
    for (int i = 0; i < 13 * 11; i++) {
      int index = random.nextInt(size);
      picture.getRaster().setSample(i % 13, i / 13, 0, index);
      for (int c = 0; c < 3; c++) {
        expected[c * 13 * 11 + i] = colours[c][index] & 0xff;
      }
    }
    assertThat(OpenPicture.pixels(write(picture, interlaced), scratch)).isEqualTo(expected);
  }

  @Test
  void keepSixteenBits() throws IOException {
    Path path =
        PngFixtures.header(2, 1, 16, 0).data(0, 0x12, 0x34, 0xfe, 0xdc).writeTo(at("deep.png"));
    try (ImageFile file = OpenPicture.at(path, scratch)) {
      ImageHdu image = file.images().getFirst();
      assertThat(OpenPicture.pixels(image)).containsExactly(0x1234, 0xfedc);
      assertThat(image.format().type()).isEqualTo(SampleFormat.Type.UINT16);
      assertThat(image.header().number("BZERO")).contains(32768L);
    }
  }

  @Test
  void keepSmallSamplesAsTheyAre() throws IOException {
    Path path = PngFixtures.header(3, 1, 2, 0).data(0, 0b11_01_00_00).writeTo(at("small.png"));
    assertThat(OpenPicture.pixels(path, scratch)).containsExactly(3, 1, 0);
  }

  @Test
  void undoesEveryFilter() throws IOException {
    Path path =
        PngFixtures.header(3, 5, 8, 0)
            .data(0, 9, 8, 7, 1, 1, 2, 3, 2, 1, 1, 1, 3, 4, 4, 4, 4, 5, 5, 5)
            .writeTo(at("filters.png"));
    assertThat(OpenPicture.pixels(path, scratch))
        .containsExactly(9, 8, 7, 1, 3, 6, 2, 4, 7, 5, 8, 11, 10, 15, 20);
  }

  @Test
  void joinsDataThatComeInManyChunks() throws IOException {
    byte[] packed = PngFixtures.deflated(new byte[] {0, 5, 6});
    PngFixtures png = PngFixtures.header(2, 1, 8, 0);
    for (byte one : packed) {
      png.chunk("IDAT", new byte[] {one}).chunk("IDAT", new byte[0]);
    }
    assertThat(OpenPicture.pixels(png.writeTo(at("pieces.png")), scratch)).containsExactly(5, 6);
  }

  @Test
  void takesTheTransparentColourForNoValue() throws IOException {
    Path grey =
        PngFixtures.header(3, 1, 8, 0)
            .chunk("tRNS", new byte[] {0, 7})
            .data(0, 6, 7, 8)
            .writeTo(at("grey.png"));
    Path rgb =
        PngFixtures.header(2, 1, 8, 2)
            .chunk("tRNS", new byte[] {0, 1, 0, 2, 0, 3})
            .data(0, 1, 2, 3, 1, 2, 4)
            .writeTo(at("rgb.png"));
    Path palette =
        PngFixtures.header(2, 1, 8, 3)
            .chunk("PLTE", new byte[] {1, 2, 3, 4, 5, 6})
            .chunk("tRNS", new byte[] {(byte) 255, 0})
            .data(0, 0, 1)
            .writeTo(at("palette.png"));
    assertThat(OpenPicture.pixels(grey, scratch)).containsExactly(6, Float.NaN, 8);
    assertThat(OpenPicture.pixels(rgb, scratch))
        .containsExactly(Float.NaN, 1, Float.NaN, 2, Float.NaN, 4);
    assertThat(OpenPicture.pixels(palette, scratch))
        .containsExactly(1, Float.NaN, 2, Float.NaN, 3, Float.NaN);
  }

  @Test
  void takesItsNameFromTheTitle() throws IOException {
    Path path =
        PngFixtures.header(1, 1, 8, 0)
            .chunk("tEXt", "Title\0M 13".getBytes(StandardCharsets.ISO_8859_1))
            .data(0, 1)
            .writeTo(at("title.png"));
    try (ImageFile file = OpenPicture.at(path, scratch)) {
      assertThat(file.images().getFirst().header().text("OBJECT")).contains("M 13");
    }
  }

  private Path at(String name) {
    return folder.resolve(name);
  }

  private static BufferedImage random(int bits, int bands, int width, int height) {
    boolean alpha = bands % 2 == 0;
    ColorSpace space = ColorSpace.getInstance(bands < 3 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
    int type = bits == 8 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT;
    ColorModel model =
        new ComponentColorModel(
            space, alpha, false, alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE, type);
    WritableRaster raster = model.createCompatibleWritableRaster(width, height);
    Random random = new Random(bits * 10L + bands);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int b = 0; b < bands; b++) {
          boolean smooth = random.nextInt(3) > 0;
          int value = smooth ? x + y : random.nextInt(1 << bits);
          raster.setSample(x, y, b, alpha && b == bands - 1 ? value % 3 * 80 : value);
        }
      }
    }
    return new BufferedImage(model, raster, false, null);
  }

  private Path write(BufferedImage picture, boolean interlaced) throws IOException {
    Path path = folder.resolve("picture.png");
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    parameters.setProgressiveMode(
        interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
    try (FileImageOutputStream out = new FileImageOutputStream(path.toFile())) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return path;
  }
}
