package org.visiomatic.tiler.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.visiomatic.tiler.pyramid.SampleFormat;
import org.visiomatic.tiler.source.ImageFile;
import org.visiomatic.tiler.source.ImageHdu;

class TiffPicturesTest {

  private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
  private static final ByteOrder BIG = ByteOrder.BIG_ENDIAN;

  @TempDir Path folder;
  @TempDir Path scratch;

  @ParameterizedTest
  @CsvSource({
    "none, 10",
    "LZW, 10",
    "ZLib, 10",
    "Deflate, 10",
    "PackBits, 10",
    "none, 11",
    "LZW, 11",
    "ZLib, 11",
    "PackBits, 11",
    "none, 5",
    "LZW, 5",
    "Deflate, 5",
    "PackBits, 5"
  })
  void equalWhatAnotherProgramWrote(String compression, int type) throws IOException {
    BufferedImage picture = random(type, 150, 77);
    Path path = write(picture, compression, false);
    assertThat(OpenPicture.pixels(path, scratch)).isEqualTo(samples(picture));
    assertThat(scratch).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "LZW", "Deflate"})
  void equalWhatAnotherProgramWroteInTiles(String compression) throws IOException {
    BufferedImage picture = random(BufferedImage.TYPE_USHORT_GRAY, 150, 77);
    Path path = write(picture, compression, true);
    assertThat(OpenPicture.pixels(path, scratch)).isEqualTo(samples(picture));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "CCITT RLE", "CCITT T.4", "CCITT T.6", "PackBits", "LZW"})
  void readsBlackAndWhite(String compression) throws IOException {
    BufferedImage picture = new BufferedImage(101, 40, BufferedImage.TYPE_BYTE_BINARY);
    Random random = new Random(1);
    for (int i = 0; i < 400; i++) {
      picture.getRaster().setSample(random.nextInt(101), random.nextInt(40), 0, 1);
    }
    Path path = write(picture, compression, false);
    assertThat(OpenPicture.pixels(path, scratch)).isEqualTo(samples(picture));
  }

  @Test
  void readsColoursThatAreCompressedAsJpeg() throws IOException {
    BufferedImage picture = new BufferedImage(160, 96, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 96; y++) {
      for (int x = 0; x < 160; x++) {
        picture.setRGB(x, y, (x << 16) | ((2 * y) << 8) | (255 - x));
      }
    }
    Path path = write(picture, "JPEG", false);
    float[] found = OpenPicture.pixels(path, scratch);
    float[] expected = samples(picture);
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).isBetween(expected[i] - 16, expected[i] + 16);
    }
  }

  @Test
  void keepSixteenBitsAndRunFromTheBottom() throws IOException {
    BufferedImage picture = new BufferedImage(3, 2, BufferedImage.TYPE_USHORT_GRAY);
    picture.getRaster().setSample(0, 0, 0, 0x1234);
    picture.getRaster().setSample(2, 1, 0, 0xfedc);
    try (ImageFile file = OpenPicture.at(write(picture, "none", false), scratch)) {
      ImageHdu image = file.images().getFirst();
      float[] bottom = new float[3];
      float[] top = new float[3];
      image.read(0, 0, 0, 3, 1, bottom, 0, 3);
      image.read(0, 0, 1, 3, 1, top, 0, 3);
      assertThat(bottom).containsExactly(0, 0, 0xfedc);
      assertThat(top).containsExactly(0x1234, 0, 0);
      assertThat(image.format().type()).isEqualTo(SampleFormat.Type.UINT16);
      assertThat(image.header().number("BITPIX")).contains(16L);
      assertThat(image.header().number("BZERO")).contains(32768L);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsEveryNumberType(boolean bigEndian) throws IOException {
    ByteOrder order = bigEndian ? BIG : LITTLE;
    for (boolean big : new boolean[] {false, true}) {
      check(order, big, 2, 8, new byte[] {-128, 127, 5}, "INT16", -128, 127, 5);
      check(order, big, 2, 16, shorts(order, -32768, 32767, 7), "INT16", -32768, 32767, 7);
      check(order, big, 1, 16, shorts(order, 0, 65535, 7), "UINT16", 0, 65535, 7);
      check(order, big, 2, 32, ints(order, -5, 1 << 20, 9), "FLOAT32", -5, 1 << 20, 9);
      check(order, big, 1, 32, ints(order, -1, 0, 9), "FLOAT32", 0x1p32f, 0, 9);
      check(order, big, 3, 32, floats(order), "FLOAT32", 1.5f, Float.NaN, -1e30f);
      check(order, big, 3, 64, doubles(order), "FLOAT32", 1.5f, Float.NaN, -1e30f);
      check(
          order,
          big,
          1,
          12,
          new byte[] {0x12, 0x3f, (byte) 0xff, 0x00, 0x70},
          "UINT16",
          0x123,
          0xfff,
          7);
      check(order, big, 1, 4, new byte[] {0x1f, 0x70}, "UINT8", 1, 15, 7);
    }
  }

  private void check(
      ByteOrder order, boolean big, int kind, int bits, byte[] data, String type, float... values)
      throws IOException {
    TiffFixtures tiff = big ? TiffFixtures.big(order) : TiffFixtures.classic(order);
    Path path =
        tiff.page(3, 1, bits, data).shorts(339, kind).file().writeTo(folder.resolve("n.tif"));
    try (ImageFile file = OpenPicture.at(path, scratch)) {
      ImageHdu image = file.images().getFirst();
      assertThat(OpenPicture.pixels(image)).as("%d bits of kind %d", bits, kind).isEqualTo(values);
      assertThat(image.format().type().name()).isEqualTo(type);
    }
  }

  @Test
  void undoesDifferencesOfEveryWidth() throws IOException {
    for (ByteOrder order : List.of(LITTLE, BIG)) {
      check(order, 8, new byte[] {10, 5, (byte) -3}, 10, 15, 12);
      check(order, 16, shorts(order, 1000, -1, 2), 1000, 999, 1001);
      check(order, 32, ints(order, 1 << 20, 1, 1), 1 << 20, (1 << 20) + 1, (1 << 20) + 2);
    }
  }

  private void check(ByteOrder order, int bits, byte[] data, float... values) throws IOException {
    Path path =
        TiffFixtures.classic(order)
            .page(3, 1, bits, deflated(data))
            .shorts(259, 8)
            .shorts(317, 2)
            .file()
            .writeTo(folder.resolve("p.tif"));
    assertThat(OpenPicture.pixels(path, scratch)).isEqualTo(values);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void undoesDifferencesOfFloatBytes(boolean bigEndian) throws IOException {
    float[] values = {1.5f, -2.25f, 3e10f, Float.NaN};
    byte[] planes = new byte[16];
    for (int i = 0; i < 4; i++) {
      int raw = Float.floatToRawIntBits(values[i]);
      for (int rank = 0; rank < 4; rank++) {
        planes[rank * 4 + i] = (byte) (raw >>> (24 - 8 * rank));
      }
    }
    for (int i = 15; i > 0; i--) {
      planes[i] -= planes[i - 1];
    }
    Path path =
        TiffFixtures.classic(bigEndian ? BIG : LITTLE)
            .page(4, 1, 32, deflated(planes))
            .shorts(259, 8)
            .shorts(317, 3)
            .shorts(339, 3)
            .file()
            .writeTo(folder.resolve("f.tif"));
    assertThat(OpenPicture.pixels(path, scratch)).isEqualTo(values);
  }

  @Test
  void readsPlanesThatStandApart() throws IOException {
    Path path =
        TiffFixtures.classic(LITTLE)
            .page(
                2,
                2,
                8,
                new byte[] {1, 2},
                new byte[] {3, 4},
                new byte[] {5, 6},
                new byte[] {7, 8},
                new byte[] {9, 10},
                new byte[] {11, 12})
            .shorts(258, 8, 8, 8)
            .shorts(262, 2)
            .shorts(277, 3)
            .shorts(278, 1)
            .shorts(284, 2)
            .file()
            .writeTo(folder.resolve("planes.tif"));
    assertThat(OpenPicture.pixels(path, scratch))
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
  }

  @Test
  void takesEverySampleThatIsNotTransparencyForAChannel() throws IOException {
    Path path =
        TiffFixtures.classic(LITTLE)
            .page(1, 1, 8, new byte[] {1, 2, 3, 4, 5})
            .shorts(258, 8, 8, 8, 8, 8)
            .shorts(277, 5)
            .shorts(338, 0, 0, 0, 0)
            .file()
            .writeTo(folder.resolve("five.tif"));
    assertThat(OpenPicture.pixels(path, scratch)).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void leavesTransparentPixelsWithoutValue() throws IOException {
    Path path =
        TiffFixtures.classic(LITTLE)
            .page(2, 1, 8, new byte[] {1, 2, 3, 0, 5, 6, 7, 1})
            .shorts(258, 8, 8, 8, 8)
            .shorts(262, 2)
            .shorts(277, 4)
            .shorts(338, 2)
            .file()
            .writeTo(folder.resolve("alpha.tif"));
    try (ImageFile file = OpenPicture.at(path, scratch)) {
      ImageHdu image = file.images().getFirst();
      assertThat(OpenPicture.pixels(image))
          .containsExactly(Float.NaN, 5, Float.NaN, 6, Float.NaN, 7);
      assertThat(image.format().type()).isEqualTo(SampleFormat.Type.INT16);
      assertThat(image.format().fill()).hasValue(Short.MIN_VALUE);
    }
  }

  @Test
  void invertsPicturesWhoseZeroIsWhite() throws IOException {
    Path path =
        TiffFixtures.classic(BIG)
            .page(3, 1, 16, shorts(BIG, 0, 1, 65535))
            .shorts(262, 0)
            .file()
            .writeTo(folder.resolve("white.tif"));
    assertThat(OpenPicture.pixels(path, scratch)).containsExactly(65535, 65534, 0);
  }

  @Test
  void turnsPalettesIntoColours() throws IOException {
    byte[] reds = {0, (byte) 255, 7, 9};
    byte[] greens = {0, 1, 8, 10};
    byte[] blues = {0, 2, 9, (byte) 200};
    IndexColorModel palette = new IndexColorModel(2, 4, reds, greens, blues);
    BufferedImage picture = new BufferedImage(4, 1, BufferedImage.TYPE_BYTE_BINARY, palette);
    for (int x = 0; x < 4; x++) {
      picture.getRaster().setSample(x, 0, 0, x);
    }
    assertThat(OpenPicture.pixels(write(picture, "none", false), scratch))
        .containsExactly(0, 255, 7, 9, 0, 1, 8, 10, 0, 2, 9, 200);
  }

  @ParameterizedTest
  @CsvSource({"1, 1 2 3 4", "2, 2 1 4 3", "3, 4 3 2 1", "4, 3 4 1 2"})
  void turnsPicturesTheRightWayRound(int orientation, String expected) throws IOException {
    Path path =
        TiffFixtures.classic(LITTLE)
            .page(2, 2, 8, new byte[] {1, 2, 3, 4})
            .shorts(274, orientation)
            .file()
            .writeTo(folder.resolve("turned.tif"));
    StringBuilder found = new StringBuilder();
    for (float value : OpenPicture.pixels(path, scratch)) {
      found.append((int) value).append(' ');
    }
    assertThat(found.toString().strip()).isEqualTo(expected);
  }

  @Test
  void takesPagesOfOneSizeForImagesAndLeavesPyramidsOut() throws IOException {
    TiffFixtures tiff = TiffFixtures.classic(LITTLE);
    tiff.page(4, 4, 8, new byte[16]);
    tiff.page(4, 4, 8, new byte[16]).longs(254, 1);
    tiff.page(2, 2, 8, new byte[4]);
    tiff.page(1, 1, 8, new byte[1]);
    tiff.page(4, 4, 8, new byte[16]).text(285, "second");
    tiff.page(3, 1, 8, new byte[3]);
    try (ImageFile file = OpenPicture.at(tiff.writeTo(folder.resolve("pages.tif")), scratch)) {
      assertThat(file.images()).extracting(ImageHdu::number).containsExactly(0, 1);
      assertThat(file.images()).extracting(ImageHdu::name).containsExactly("", "second");
      assertThat(file.notes())
          .containsExactly("Left out because they have another size than the first: page 5.");
    }
  }

  @Test
  void refusesWhatItCannotDecodeWithASentence() throws IOException {
    Path zstd =
        TiffFixtures.classic(LITTLE)
            .page(1, 1, 8, new byte[1])
            .shorts(259, 50000)
            .file()
            .writeTo(folder.resolve("zstd.tif"));
    assertThatThrownBy(() -> OpenPicture.pixels(zstd, scratch))
        .hasMessageContaining("in page 0 the compression is number 50000 (Zstandard)");
    Path path =
        TiffFixtures.classic(LITTLE)
            .page(1, 1, 8, new byte[4])
            .shorts(258, 8, 8, 8, 8)
            .shorts(262, 5)
            .shorts(277, 4)
            .file()
            .writeTo(folder.resolve("inks.tif"));
    assertThatThrownBy(() -> OpenPicture.pixels(path, scratch))
        .hasMessage(
            "inks.tif cannot be read: in page 0 the colours are inks (CMYK), and only grey, RGB, palettes and YCbCr in JPEG are supported; convert the picture to RGB.");
  }

  private static BufferedImage random(int type, int width, int height) {
    BufferedImage picture = new BufferedImage(width, height, type);
    Random random = new Random(type);
    int most = type == BufferedImage.TYPE_USHORT_GRAY ? 65536 : 256;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int b = 0; b < picture.getRaster().getNumBands(); b++) {
          // Repetitions, for the compressors to find.
          int value = random.nextInt(4) > 0 ? most / 3 : random.nextInt(most);
          picture.getRaster().setSample(x, y, b, value);
        }
      }
    }
    return picture;
  }

  private static float[] samples(BufferedImage picture) {
    int plane = picture.getWidth() * picture.getHeight();
    float[] samples = new float[plane * picture.getRaster().getNumBands()];
    for (int i = 0; i < samples.length; i++) {
      int pixel = i % plane;
      samples[i] =
          picture
              .getRaster()
              .getSample(pixel % picture.getWidth(), pixel / picture.getWidth(), i / plane);
    }
    return samples;
  }

  private Path write(BufferedImage picture, String compression, boolean tiled) throws IOException {
    Path path = folder.resolve("picture.tif");
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    if (!compression.equals("none")) {
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionType(compression);
    }
    if (tiled) {
      parameters.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setTiling(64, 32, 0, 0);
    }
    try (FileImageOutputStream out = new FileImageOutputStream(path.toFile())) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return path;
  }

  private static byte[] deflated(byte[] data) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      out.write(data);
    }
    return packed.toByteArray();
  }

  private static byte[] shorts(ByteOrder order, int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(order);
    for (int value : values) {
      bytes.putShort((short) value);
    }
    return bytes.array();
  }

  private static byte[] ints(ByteOrder order, int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(order);
    for (int value : values) {
      bytes.putInt(value);
    }
    return bytes.array();
  }

  private static byte[] floats(ByteOrder order) {
    return ByteBuffer.allocate(12)
        .order(order)
        .putFloat(1.5f)
        .putFloat(Float.NaN)
        .putFloat(-1e30f)
        .array();
  }

  private static byte[] doubles(ByteOrder order) {
    return ByteBuffer.allocate(24)
        .order(order)
        .putDouble(1.5)
        .putDouble(Double.NaN)
        .putDouble(-1e30)
        .array();
  }
}
