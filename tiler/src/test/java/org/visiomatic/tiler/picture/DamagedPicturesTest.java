package org.visiomatic.tiler.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visiomatic.tiler.source.ImageFile;
import org.visiomatic.tiler.source.ImageHdu;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// Pictures with a few bytes changed or their end cut off, or made to do harm, either give pixels
/// or one sentence.
class DamagedPicturesTest {

  private static final int TRIES = 400;
  private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;

  @TempDir Path folder;
  @TempDir Path scratch;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "LZW",
        "ZLib",
        "PackBits",
        "JPEG",
        "CCITT RLE",
        "CCITT T.4",
        "CCITT T.6",
        "PNG"
      })
  void giveUpWithASentence(String compression) throws IOException {
    byte[] intact = intact(compression);
    Random random = new Random(compression.hashCode());
    Path path = folder.resolve("damaged");
    int refused = 0;
    for (int i = 0; i < TRIES; i++) {
      Files.write(path, damage(intact, random));
      refused += readSome(path) ? 0 : 1;
    }
    assertThat(refused).isPositive();
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void giveUpWhereverTheyAreCut() throws IOException {
    for (String compression : new String[] {"ZLib", "PNG"}) {
      byte[] intact = intact(compression);
      Path path = folder.resolve("cut");
      for (int length = 12; length < intact.length; length += 1 + intact.length / 200) {
        Files.write(path, Arrays.copyOf(intact, length));
        readSome(path);
      }
    }
    assertThat(scratch).isEmptyDirectory();
  }

  private boolean readSome(Path path) throws IOException {
    try (ImageFile file = OpenPicture.at(path, scratch)) {
      for (ImageHdu image : file.images()) {
        int width = Math.min(image.width(), 200);
        int height = Math.min(image.height(), 200);
        for (int c = 0; c < Math.min(4, image.channels()); c++) {
          image.read(
              c, image.width() - width, 0, width, height, new float[width * height], 0, width);
        }
      }
      return true;
    } catch (UnreadableSourceException e) {
      assertThat(e.getMessage())
          .startsWith(String.valueOf(path.getFileName()))
          .endsWith(".")
          .doesNotContain("\n")
          .doesNotContain("null");
      return false;
    }
  }

  private static byte[] damage(byte[] intact, Random random) {
    byte[] damaged =
        random.nextInt(4) == 0
            ? Arrays.copyOf(intact, 8 + random.nextInt(intact.length - 8))
            : intact.clone();
    for (int i = 0; i < 1 + random.nextInt(6); i++) {
      // Most of what can go wrong is in the first or last bytes, where directories are.
      int at =
          switch (random.nextInt(3)) {
            case 0 -> 4 + random.nextInt(Math.min(200, damaged.length - 4));
            case 1 -> damaged.length - 1 - random.nextInt(Math.min(200, damaged.length - 4));
            default -> 4 + random.nextInt(damaged.length - 4);
          };
      damaged[at] = (byte) random.nextInt(256);
    }
    return damaged;
  }

  private static byte[] intact(String compression) throws IOException {
    boolean fax = compression.startsWith("CCITT");
    int type = fax ? BufferedImage.TYPE_BYTE_BINARY : BufferedImage.TYPE_3BYTE_BGR;
    BufferedImage picture = new BufferedImage(120, 90, type);
    Random random = new Random(5);
    for (int i = 0; i < 3000; i++) {
      int band = random.nextInt(picture.getRaster().getNumBands());
      picture
          .getRaster()
          .setSample(random.nextInt(120), random.nextInt(90), band, random.nextInt(fax ? 2 : 256));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean png = compression.equals("PNG");
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(png ? "png" : "tiff");
    ImageWriter writer = writers.next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    if (!png && !compression.equals("none")) {
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionType(compression);
    }
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), parameters);
    }
    writer.dispose();
    return bytes.toByteArray();
  }

  @Test
  void refuseSizesThatTheFileCannotHold() throws IOException {
    for (int compression : new int[] {1, 5, 7, 8, 32773}) {
      Path path =
          TiffFixtures.classic(LITTLE)
              .page(2_000_000_000, 2_000_000_000, 8, new byte[100])
              .shorts(259, compression)
              .file()
              .writeTo(folder.resolve("huge.tif"));
      assertThatThrownBy(() -> OpenPicture.at(path, scratch))
          .isInstanceOf(UnreadableSourceException.class)
          .hasMessageStartingWith(
              "huge.tif cannot be read: in page 0 2000000000 × 2000000000 pixels");
    }
    Path png =
        PngFixtures.header(Integer.MAX_VALUE, Integer.MAX_VALUE, 16, 6)
            .data(0, 1, 2)
            .writeTo(folder.resolve("huge.png"));
    assertThatThrownBy(() -> OpenPicture.at(png, scratch))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessageContaining("bytes of data cannot hold them");
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void refuseDirectoriesThatGoRoundInCircles() throws IOException {
    byte[] bytes = TiffFixtures.classic(LITTLE).page(1, 1, 8, new byte[1]).file().toBytes();
    ByteBuffer file = ByteBuffer.wrap(bytes).order(LITTLE);
    file.putInt(bytes.length - 4, file.getInt(4));
    Path path = Files.write(folder.resolve("circle.tif"), bytes);
    try (ImageFile picture = OpenPicture.at(path, scratch)) {
      assertThat(picture.images()).hasSize(1);
      assertThat(picture.notes())
          .containsExactly(
              "What follows page 0 was left out: circle.tif cannot be read: in page 1 the directory is one that came before: the file goes round in circles.");
    }
  }

  @Test
  void refuseListsThatAreTooShortOrReachBeyondTheFile() throws IOException {
    Map<String, TiffFixtures.Page> pages =
        Map.of(
            "make 2 strips, but only 1 are listed",
            TiffFixtures.classic(LITTLE).page(1, 2, 8, new byte[2]).longs(278, 1),
            "reaches beyond the end of the file",
            TiffFixtures.classic(LITTLE).page(1, 1, 8, new byte[1]).longs(273, 1_000_000),
            "of tag 256 lie beyond the end of the file",
            TiffFixtures.classic(LITTLE)
                .page(1, 1, 8, new byte[1])
                .field(256, 4, 20, new byte[] {0, 0, 0, 1}));
    for (Map.Entry<String, TiffFixtures.Page> page : pages.entrySet()) {
      Path path = page.getValue().file().writeTo(folder.resolve("lists.tif"));
      assertThatThrownBy(() -> OpenPicture.at(path, scratch))
          .isInstanceOf(UnreadableSourceException.class)
          .hasMessageContaining(page.getKey());
    }
  }

  @Test
  void ignoreMoreDataThanThePictureNeeds() throws IOException {
    byte[] bomb = PngFixtures.deflated(new byte[50_000_000]);
    Path path =
        PngFixtures.header(2, 1, 8, 0).chunk("IDAT", bomb).writeTo(folder.resolve("bomb.png"));
    try (ImageFile file = OpenPicture.at(path, scratch)) {
      assertThat(OpenPicture.pixels(file.images().getFirst())).containsExactly(0, 0);
    }
  }

  @Test
  void ignoreTextsThatUnpackWithoutEnd() throws IOException {
    byte[] bomb = PngFixtures.deflated(new byte[50_000_000]);
    byte[] chunk =
        ByteBuffer.allocate(bomb.length + 7)
            .put("Title\0\0".getBytes(StandardCharsets.US_ASCII))
            .put(bomb)
            .array();
    Path path =
        PngFixtures.header(1, 1, 8, 0)
            .chunk("zTXt", chunk)
            .data(0, 1)
            .writeTo(folder.resolve("text.png"));
    try (ImageFile file = OpenPicture.at(path, scratch)) {
      assertThat(file.images().getFirst().header().find("OBJECT")).isEmpty();
    }
  }

  @Test
  void refuseOtherPicturesByTheirName() throws IOException {
    Path path = Files.write(folder.resolve("a.jpg"), new byte[] {(byte) 0xff, (byte) 0xd8, 1, 2});
    assertThatThrownBy(() -> OpenPicture.at(path, scratch))
        .hasMessage(
            "a.jpg is a JPEG picture, which is not supported; FITS, TIFF and PNG files are.");
  }
}
