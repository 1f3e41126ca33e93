package org.visiomatic.tiler.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nom.tam.fits.Fits;
import nom.tam.fits.ImageData;
import nom.tam.fits.ImageHDU;
import nom.tam.fits.header.Compression;
import nom.tam.image.compression.hdu.CompressedImageHDU;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visiomatic.tiler.golden.GoldenValues;
import org.visiomatic.tiler.pyramid.SampleFormat;
import org.visiomatic.tiler.source.FitsFixtures;
import org.visiomatic.tiler.source.ImageFile;
import org.visiomatic.tiler.source.ImageHdu;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// Tile-compressed images of every codec, number type and tile shape, as nom-tam-fits writes them.
/// Files of other writers are among the golden inputs and the real files.
class TiledImageTest {

  @TempDir Path folder;
  @TempDir Path scratch;

  private final Random random = new Random(7);

  private Path path() {
    return folder.resolve("image.fits.fz");
  }

  /// Compresses an image.
  ///
  /// @param tile tile lengths, fastest axis first; none for rows
  private Path write(Object pixels, String codec, int... tile) throws Exception {
    ImageHDU plain = ImageData.from(pixels).toHDU();
    CompressedImageHDU packed = CompressedImageHDU.fromImageHDU(plain, tile);
    packed.setCompressAlgorithm(codec);
    return write(packed);
  }

  private Path write(CompressedImageHDU packed) throws Exception {
    packed.compress();
    Files.deleteIfExists(path());
    try (Fits fits = new Fits()) {
      fits.addHDU(packed);
      fits.write(new File(path().toString()));
    }
    return path();
  }

  private short[][] shorts(int width, int height, int range) {
    short[][] pixels = new short[height][width];
    for (short[] row : pixels) {
      for (int i = 0; i < width; i++) {
        row[i] = (short) random.nextInt(range);
      }
    }
    return pixels;
  }

  private static float[] flat(short[][] pixels) {
    float[] flat = new float[pixels.length * pixels[0].length];
    int i = 0;
    for (short[] row : pixels) {
      for (short pixel : row) {
        flat[i++] = pixel;
      }
    }
    return flat;
  }

  @ParameterizedTest
  @CsvSource({
    "RICE_1,37,29,16,8",
    "RICE_1,64,20,64,1",
    "RICE_1,64,20,64,20",
    "GZIP_1,37,29,16,8",
    "GZIP_2,37,29,16,8",
    "GZIP_2,300,290,300,290",
    "HCOMPRESS_1,37,29,16,16",
    "HCOMPRESS_1,64,40,64,16",
    "PLIO_1,37,29,16,8",
    "NOCOMPRESS,37,29,16,8"
  })
  void readsShorts(String codec, int width, int height, int tileWidth, int tileHeight)
      throws Exception {
    short[][] pixels = shorts(width, height, 4000);
    Path path = write(pixels, codec, tileWidth, tileHeight);
    try (ImageFile file = FitsFiles.open(path, scratch)) {
      ImageHdu image = file.images().getFirst();
      assertThat(Pixels.of(image)).isEqualTo(flat(pixels));
      assertThat(image.format())
          .isEqualTo(new SampleFormat(SampleFormat.Type.INT16, 1, 0, OptionalInt.empty()));
    }
    assertThat(scratch).isEmptyDirectory();
  }

  /// The random bytes make tiles of more than 64 KiB, where reads end inside of numbers.
  @ParameterizedTest
  @CsvSource({"GZIP_1", "GZIP_2"})
  void readsLargeGzipTiles(String codec) throws Exception {
    short[][] pixels = shorts(400, 400, 30_000);
    assertThat(Pixels.ofFirst(write(pixels, codec, 400, 400), scratch)).isEqualTo(flat(pixels));
  }

  @ParameterizedTest
  @CsvSource({"RICE_1", "GZIP_1", "GZIP_2", "HCOMPRESS_1", "PLIO_1"})
  void readsInts(String codec) throws Exception {
    int[][] pixels = new int[20][30];
    float[] expected = new float[600];
    for (int i = 0; i < 600; i++) {
      pixels[i / 30][i % 30] = codec.equals("PLIO_1") ? random.nextInt(30_000) : 7_000_000 + 13 * i;
      expected[i] = pixels[i / 30][i % 30];
    }
    assertThat(Pixels.ofFirst(write(pixels, codec, 16, 16), scratch)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"RICE_1", "GZIP_1", "HCOMPRESS_1"})
  void readsBytes(String codec) throws Exception {
    byte[][] pixels = new byte[20][30];
    float[] expected = new float[600];
    for (int i = 0; i < 600; i++) {
      pixels[i / 30][i % 30] = (byte) (i / 4 + 60);
      expected[i] = i / 4 + 60;
    }
    Path path = write(pixels, codec, 16, 16);
    try (ImageFile file = FitsFiles.open(path, scratch)) {
      assertThat(Pixels.of(file.images().getFirst())).isEqualTo(expected);
      assertThat(file.images().getFirst().format().type()).isEqualTo(SampleFormat.Type.UINT8);
    }
  }

  @ParameterizedTest
  @CsvSource({"GZIP_1", "GZIP_2"})
  void readsFloatsThatAreKeptAsTheyAre(String codec) throws Exception {
    float[][] pixels = {{1.5f, Float.NaN, -0.0f}, {Float.POSITIVE_INFINITY, 1e-40f, 3}};
    assertThat(Pixels.ofFirst(write(pixels, codec, 3, 2), scratch))
        .containsExactly(1.5f, Float.NaN, -0.0f, Float.POSITIVE_INFINITY, 1e-40f, 3);
    double[][] doubles = {{0.1, Double.NaN}, {1e300, 7}};
    assertThat(Pixels.ofFirst(write(doubles, codec, 2, 2), scratch))
        .containsExactly(0.1f, Float.NaN, Float.POSITIVE_INFINITY, 7);
  }

  /// Cuts a cube that counts its pixels into tiles that also span planes.
  @ParameterizedTest
  @CsvSource({"13,1,1", "13,11,2", "5,4,3", "13,11,6", "4,11,1"})
  void putsTilesThatSpanPlanesInTheirPlace(int width, int height, int depth) throws IOException {
    int[] axes = {13, 11, 3, 2};
    int[] tile = {width, height, Math.min(depth, 3), depth > 3 ? 2 : 1};
    Map<String, Object> cards = compression("NOCOMPRESS", 16, axes, tile);
    FitsFixtures.file().emptyPrimary().tiles(cut(axes, tile), cards).writeTo(path());
    float[] found = Pixels.ofFirst(path(), scratch);
    assertThat(found).hasSize(13 * 11 * 6);
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).isEqualTo(i);
    }
  }

  private static List<byte[]> cut(int[] axes, int[] tile) {
    List<byte[]> tiles = new ArrayList<>();
    for (int w = 0; w < axes[3]; w += tile[3]) {
      for (int z = 0; z < axes[2]; z += tile[2]) {
        for (int y = 0; y < axes[1]; y += tile[1]) {
          for (int x = 0; x < axes[0]; x += tile[0]) {
            tiles.add(part(axes, tile, x, y, z, w));
          }
        }
      }
    }
    return tiles;
  }

  private static byte[] part(int[] axes, int[] tile, int x0, int y0, int z0, int w0) {
    ByteBuffer pixels = ByteBuffer.allocate(2 * tile[0] * tile[1] * tile[2] * tile[3]);
    for (int w = w0; w < Math.min(w0 + tile[3], axes[3]); w++) {
      for (int z = z0; z < Math.min(z0 + tile[2], axes[2]); z++) {
        for (int y = y0; y < Math.min(y0 + tile[1], axes[1]); y++) {
          for (int x = x0; x < Math.min(x0 + tile[0], axes[0]); x++) {
            pixels.putShort((short) (((w * axes[2] + z) * axes[1] + y) * axes[0] + x));
          }
        }
      }
    }
    return Arrays.copyOf(pixels.array(), pixels.position());
  }

  private static Map<String, Object> compression(String codec, int bitpix, int[] axes, int[] tile) {
    Map<String, Object> cards = new LinkedHashMap<>();
    cards.put("ZCMPTYPE", codec);
    cards.put("ZBITPIX", bitpix);
    cards.put("ZNAXIS", axes.length);
    for (int i = 0; i < axes.length; i++) {
      cards.put("ZNAXIS" + (i + 1), axes[i]);
      cards.put("ZTILE" + (i + 1), tile[i]);
    }
    return cards;
  }

  private static byte[] bigEndian(int... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length);
    bytes.asIntBuffer().put(numbers);
    return bytes.array();
  }

  /// FITS standard, section 10.2: value = ZZERO + ZSCALE × number, without half a step more.
  @Test
  void scalesUnditheredNumbersAsTheyAre() throws IOException {
    Map<String, Object> cards = compression("NOCOMPRESS", -32, new int[] {3, 1}, new int[] {3, 1});
    cards.put("ZQUANTIZ", "NO_DITHER");
    cards.put("ZSCALE", 0.5);
    cards.put("ZZERO", 10);
    cards.put("ZBLANK", -99);
    FitsFixtures.file().emptyPrimary().tiles(List.of(bigEndian(4, -99, -1)), cards).writeTo(path());
    assertThat(Pixels.ofFirst(path(), scratch)).containsExactly(12, Float.NaN, 9.5f);
  }

  @Test
  void keepsExactZerosOfTheSecondDithering() throws IOException {
    Map<String, Object> cards = compression("NOCOMPRESS", -64, new int[] {2, 2}, new int[] {2, 1});
    cards.put("ZQUANTIZ", "SUBTRACTIVE_DITHER_2");
    cards.put("ZDITHER0", 10_000);
    cards.put("ZSCALE", 2);
    cards.put("ZZERO", 100);
    byte[] tile = bigEndian(Integer.MIN_VALUE + 2, 7);
    FitsFixtures.file().emptyPrimary().tiles(List.of(tile, tile), cards).writeTo(path());
    float[] found = Pixels.ofFirst(path(), scratch);
    assertThat(found[0]).isZero();
    assertThat(found[2]).isZero();
    assertThat(found[1]).isBetween(113f, 115f);
    assertThat(found[3]).isBetween(113f, 115f).isNotEqualTo(found[1]);
  }

  @Test
  void appliesTheScalingOfCompressedIntegers() throws IOException {
    Map<String, Object> cards = compression("NOCOMPRESS", 16, new int[] {2, 1}, new int[] {2, 1});
    cards.put("BSCALE", 0.5);
    cards.put("BZERO", 3);
    cards.put("BLANK", 258);
    FitsFixtures.file()
        .emptyPrimary()
        .tiles(List.of(new byte[] {0, 8, 1, 2}), cards)
        .writeTo(path());
    try (ImageFile file = FitsFiles.open(path(), scratch)) {
      ImageHdu image = file.images().getFirst();
      assertThat(Pixels.of(image)).containsExactly(7, Float.NaN);
      assertThat(image.format())
          .isEqualTo(new SampleFormat(SampleFormat.Type.INT16, 0.5, 3, OptionalInt.of(258)));
      assertThat(image.header().number("BITPIX")).contains(-32L);
      assertThat(image.header().find("BSCALE")).isEmpty();
    }
  }

  @Test
  void givesQuantisedFloatsWithinHalfAStep() throws Exception {
    float[][] pixels = new float[40][60];
    for (float[] row : pixels) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) (100 + random.nextGaussian());
      }
    }
    for (String method : List.of("SUBTRACTIVE_DITHER_1", "SUBTRACTIVE_DITHER_2")) {
      ImageHDU plain = ImageData.from(pixels).toHDU();
      CompressedImageHDU packed = CompressedImageHDU.fromImageHDU(plain, 60, 8);
      packed.setCompressAlgorithm(Compression.ZCMPTYPE_RICE_1).setQuantAlgorithm(method);
      packed
          .getCompressOption(nom.tam.fits.compression.algorithm.quant.QuantizeOption.class)
          .setQlevel(16);
      float[] found = Pixels.ofFirst(write(packed), scratch);
      for (int i = 0; i < found.length; i++) {
        assertThat(found[i]).isCloseTo(pixels[i / 60][i % 60], within(0.05f));
      }
    }
  }

  @Test
  void readsManyTilesAtOnce() throws Exception {
    short[][] pixels = shorts(200, 300, 9000);
    Path path = write(pixels, "RICE_1", 64, 16);
    try (ImageFile file = FitsFiles.open(path, scratch);
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<float[]>> reads = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        reads.add(() -> Pixels.of(file.images().getFirst()));
      }
      for (Future<float[]> read : threads.invokeAll(reads)) {
        assertThat(read.get()).isEqualTo(flat(pixels));
      }
    }
  }

  @Test
  void decompressesOnlyWhatIsRead() throws IOException {
    Map<String, Object> cards = compression("NOCOMPRESS", 16, new int[] {2, 2}, new int[] {2, 1});
    List<byte[]> tiles = List.of(new byte[] {0, 8, 1, 2}, new byte[] {1, 2, 3});
    FitsFixtures.file().emptyPrimary().tiles(tiles, cards).writeTo(path());
    try (ImageFile file = FitsFiles.open(path(), scratch)) {
      float[] row = new float[2];
      file.images().getFirst().read(0, 0, 0, 2, 1, row, 0, 2);
      assertThat(row).containsExactly(8, 258);
      assertThatThrownBy(() -> Pixels.of(file.images().getFirst()))
          .isInstanceOf(UnreadableSourceException.class)
          .hasMessageContainingAll("image.fits.fz", "HDU 1", "tile 2", "3 bytes");
    }
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void refusesCellsOutsideOfTheData() throws IOException {
    Map<String, Object> cards = compression("RICE_1", 16, new int[] {2, 1}, new int[] {2, 1});
    byte[] file =
        FitsFixtures.file().emptyPrimary().tiles(List.of(new byte[] {1, 2, 3}), cards).toBytes();
    file[2 * 2880 + 4] = 0x7f;
    Files.write(path(), file);
    assertThatThrownBy(() -> Pixels.ofFirst(path(), scratch))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessageContainingAll("HDU 1", "tile 1", "outside of the data");
  }

  @Test
  void refusesDamagedRiceData() throws IOException {
    Map<String, Object> cards = compression("RICE_1", 16, new int[] {64, 1}, new int[] {64, 1});
    FitsFixtures.file().emptyPrimary().tiles(List.of(new byte[] {1, 2, 3}), cards).writeTo(path());
    assertThatThrownBy(() -> Pixels.ofFirst(path(), scratch))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessageContaining("tile 1 cannot be decompressed");
  }

  @Test
  void refusesATruncatedTable() throws Exception {
    byte[] whole = Files.readAllBytes(GoldenValues.input("rice_i16.fits.fz"));
    Files.write(path(), Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> FitsFiles.open(path(), scratch))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessageContainingAll("HDU 1", "needs", "are there");
    assertThat(scratch).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ZNAXIS2 =                  150|ZNAXIS2 =               150000|150,000 tiles, but the table only 150 rows",
        "ZCMPTYPE= 'RICE_1  '|ZCMPTYPE= 'BEST_1  '|compressed with \"BEST_1\"",
        "ZBITPIX =                   16|ZBITPIX =                   17|ZBITPIX is 17",
        "ZTILE1  =                  200|ZTILE1  =                    0|ZTILE1 is 0"
      })
  void refusesHeadersThatLie(String truth, String lie, String reason) throws Exception {
    String text =
        Files.readString(
            GoldenValues.input("rice_i16.fits.fz"), java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(text).contains(truth);
    Files.writeString(
        path(), text.replace(truth, lie), java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> FitsFiles.open(path(), scratch))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessageContainingAll("HDU 1", reason);
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void refusesTilesLargerThanMemory() throws Exception {
    String text =
        Files.readString(
            GoldenValues.input("rice_i16.fits.fz"), java.nio.charset.StandardCharsets.ISO_8859_1);
    text =
        text.replace("ZNAXIS1 =                  200", "ZNAXIS1 =           2000000000")
            .replace("ZTILE1  =                  200", "ZTILE1  =           2000000000");
    Files.writeString(path(), text, java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> FitsFiles.open(path(), scratch))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessageContainingAll("a tile has 2,000,000,000 pixels", "-Xmx");
  }
}
