package org.visiomatic.tiler.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.visiomatic.tiler.source.FitsFixtures.floats;
import static org.visiomatic.tiler.source.FitsFixtures.ramp;
import static org.visiomatic.tiler.source.FitsFixtures.shorts;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visiomatic.tiler.golden.GoldenValues;
import org.visiomatic.tiler.source.FitsFixtures;
import org.visiomatic.tiler.source.ImageFile;
import org.visiomatic.tiler.source.ImageHdu;
import org.visiomatic.tiler.source.UnreadableSourceException;

class FitsFilesTest {

  @TempDir Path folder;

  private Path path() {
    return folder.resolve("image.fits");
  }

  @Test
  void readsRectangles() throws IOException {
    try (ImageFile file = FitsFiles.open(ramp(7, 5, 2).writeTo(path()), folder)) {
      ImageHdu image = file.images().getFirst();
      float[] target = new float[20];
      Arrays.fill(target, -1);
      image.read(1, 2, 3, 3, 2, target, 5, 6);
      assertThat(target)
          .containsExactly(
              -1, -1, -1, -1, -1, 1_003_002, 1_003_003, 1_003_004, -1, -1, -1, 1_004_002, 1_004_003,
              1_004_004, -1, -1, -1, -1, -1, -1);
    }
  }

  @Test
  void turnsRectanglesUpsideDown() throws IOException {
    try (ImageFile file = FitsFiles.open(ramp(3, 3, 1).writeTo(path()), folder)) {
      float[] target = new float[6];
      file.images().getFirst().read(0, 1, 0, 2, 3, target, 4, -2);
      assertThat(target).containsExactly(2001, 2002, 1001, 1002, 1, 2);
    }
  }

  @ParameterizedTest
  @CsvSource({"-1,0,0,1,1", "2,0,0,1,1", "0,-1,0,1,1", "0,0,5,1,1", "0,6,0,2,1", "0,0,0,1,6"})
  void refusesRectanglesOutsideOfTheImage(int channel, int x, int y, int width, int height)
      throws IOException {
    try (ImageFile file = FitsFiles.open(ramp(7, 5, 2).writeTo(path()), folder)) {
      ImageHdu image = file.images().getFirst();
      assertThatThrownBy(() -> image.read(channel, x, y, width, height, new float[99], 0, 9))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessageContaining("2 channels of 7 columns and 5 rows");
    }
  }

  @Test
  void flattensFurtherAxesIntoChannels() throws IOException {
    FitsFixtures.Image image = ramp(4, 3, 6).axes(4, 3, 2, 1, 3);
    try (ImageFile file = FitsFiles.open(image.writeTo(path()), folder)) {
      ImageHdu cube = file.images().getFirst();
      assertThat(List.of(cube.width(), cube.height(), cube.channels())).containsExactly(4, 3, 6);
      assertThat(Pixels.of(cube)[5 * 12]).isEqualTo(5_000_000);
    }
  }

  @Test
  void namesWhatItLeavesOut() throws IOException {
    FitsFixtures.file()
        .emptyPrimary()
        .table("CAT")
        .image(floats(2, 1, 1, 2).card("EXTNAME", "SCI"))
        .image(floats(3, 1, 1, 2, 3).axes(3))
        .image(floats(1, 1).axes(0, 5))
        .writeTo(path());
    try (ImageFile file = FitsFiles.open(path(), folder)) {
      ImageHdu image = file.images().getFirst();
      assertThat(file.images()).hasSize(1);
      assertThat(image.number()).isEqualTo(2);
      assertThat(image.name()).isEqualTo("SCI");
      assertThat(file.notes())
          .containsExactly(
              "Left out because they hold no image: HDU 1 \"CAT\" (table), HDU 3 (1-D data), HDU 4 (empty).");
    }
  }

  @Test
  void saysNothingAboutOrdinaryFiles() throws IOException {
    FitsFixtures.file().emptyPrimary().image(ramp(4, 4, 1)).writeTo(path());
    try (ImageFile file = FitsFiles.open(path(), folder)) {
      assertThat(file.notes()).isEmpty();
    }
  }

  @Test
  void ignoresJunkAfterTheLastHdu() throws IOException {
    byte[] junk = "not a header".getBytes(StandardCharsets.US_ASCII);
    FitsFixtures.file().image(ramp(4, 4, 1)).raw(junk).writeTo(path());
    try (ImageFile file = FitsFiles.open(path(), folder)) {
      assertThat(file.notes())
          .containsExactly("12 bytes after HDU 0 are not a FITS header and were ignored.");
    }
  }

  @Test
  void needsNoPaddingAfterTheLastPixel() throws IOException {
    byte[] whole = FitsFixtures.file().image(ramp(4, 4, 1)).toBytes();
    Files.write(path(), Arrays.copyOf(whole, 2880 + 64));
    assertThat(Pixels.ofFirst(path(), folder)[15]).isEqualTo(3003);
  }

  @Test
  void refusesATruncatedImage() throws IOException {
    byte[] whole = FitsFixtures.file().emptyPrimary().image(ramp(4, 4, 1)).toBytes();
    Files.write(path(), Arrays.copyOf(whole, 5760 + 63));
    assertThatThrownBy(() -> FitsFiles.open(path(), folder))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessageContainingAll("image.fits", "HDU 1", "needs 64 bytes", "only 63 are there");
  }

  @Test
  void refusesTheTruncatedGoldenInput() {
    assertThatThrownBy(() -> FitsFiles.open(GoldenValues.input("bad_truncated.fits"), folder))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessageContaining("HDU 0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bad_text.fits|is not a FITS file",
        "bad_empty.fits|is empty",
        "bad_tableonly.fits|holds no image of two or more axes",
        "bad_oned.fits|holds no image of two or more axes: HDU 0 (1-D data)"
      })
  void refusesFilesWithoutAnImage(String name, String reason) {
    assertThatThrownBy(() -> FitsFiles.open(GoldenValues.input(name), folder))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessageContainingAll(name, reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "100000,100000|only 2,880 are there",
        "2147483647,2147483647,2147483647|more than any file holds",
        "9223372036854775807,9223372036854775807|more than any file holds",
        "4294967296,1|more than any image has",
        "-5,4|NAXIS1 is -5"
      })
  void refusesAbsurdAxesWithoutAllocating(String axes, String reason) throws IOException {
    long[] lengths = Arrays.stream(axes.split(",")).mapToLong(Long::parseLong).toArray();
    floats(1, 1, 0).axes(lengths).writeTo(path());
    assertThatThrownBy(() -> FitsFiles.open(path(), folder))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessageContainingAll("image.fits", "HDU 0", reason);
  }

  @Test
  void refusesUnknownNumberTypes() throws IOException {
    Files.writeString(path(), header("BITPIX", "7"), StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> FitsFiles.open(path(), folder))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessageContaining("BITPIX is 7");
  }

  @Test
  void refusesAHeaderWithoutEnd() throws IOException {
    Files.writeString(path(), header("BITPIX", "8").replace("END", "   "));
    assertThatThrownBy(() -> FitsFiles.open(path(), folder))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessageContaining("no END record");
  }

  private static String header(String keyword, String value) {
    String cards =
        FitsFixtures.card("SIMPLE", true)
            + "%-80s".formatted(keyword + "  = " + value)
            + FitsFixtures.card("NAXIS", 2)
            + FitsFixtures.card("NAXIS1", 2)
            + FitsFixtures.card("NAXIS2", 2)
            + "END";
    return "%-2880s%-2880s".formatted(cards, "");
  }

  @Test
  void keepsTheImagesBeforeABrokenExtension() throws IOException {
    byte[] broken = FitsFixtures.card("XTENSION", "IMAGE").getBytes(StandardCharsets.US_ASCII);
    FitsFixtures.file().image(ramp(4, 4, 1)).raw(broken).writeTo(path());
    try (ImageFile file = FitsFiles.open(path(), folder)) {
      assertThat(file.images()).hasSize(1);
      assertThat(file.notes()).singleElement().asString().contains("What follows HDU 0");
    }
  }

  @Test
  void refusesAFolder() {
    assertThatThrownBy(() -> FitsFiles.open(folder, folder))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessageContaining("is a folder");
  }

  /// The file is sparse: it takes two blocks on disk.
  @Test
  void readsBeyondTwoGibibytes() throws IOException {
    floats(1, 1, 0).axes(30_000, 30_000).writeTo(path());
    long last = 2880 + 4 * (30_000L * 30_000 - 1);
    try (RandomAccessFile file = new RandomAccessFile(path().toFile(), "rw")) {
      file.seek(last);
      file.writeFloat(42);
    }
    try (ImageFile file = FitsFiles.open(path(), folder)) {
      float[] pixels = new float[4];
      file.images().getFirst().read(0, 29_998, 29_998, 2, 2, pixels, 0, 2);
      assertThat(pixels).containsExactly(0, 0, 0, 42);
    }
  }

  @Test
  void givesManyThreadsTheSamePixels() throws Exception {
    ramp(300, 200, 1).writeTo(path());
    try (ImageFile file = FitsFiles.open(path(), folder);
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      float[] expected = Pixels.of(file.images().getFirst());
      List<Callable<float[]>> reads = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        reads.add(() -> Pixels.of(file.images().getFirst()));
      }
      for (Future<float[]> read : threads.invokeAll(reads)) {
        assertThat(read.get()).isEqualTo(expected);
      }
    }
  }

  /// Without care this ends the whole process. Windows does not let a mapped file be cut.
  @Test
  void survivesAFileThatIsCutShortWhileOpen() throws IOException {
    for (FitsFixtures.Image image :
        List.of(ramp(1000, 900, 1), shorts(1000, 900, new short[900_000]))) {
      image.writeTo(path());
      try (ImageFile file = FitsFiles.open(path(), folder)) {
        ImageHdu hdu = file.images().getFirst();
        assertThat(Pixels.of(hdu)).hasSize(900_000);
        try (RandomAccessFile cut = new RandomAccessFile(path().toFile(), "rw")) {
          cut.setLength(20_000);
        }
        for (int i = 0; i < 20; i++) {
          assertThatThrownBy(() -> Pixels.of(hdu))
              .isInstanceOf(UnreadableSourceException.class)
              .hasMessageContainingAll("image.fits was cut short", "bytes when it was opened");
        }
      }
    }
  }

  @Test
  void saysThatAClosedFileIsClosed() throws IOException {
    ImageFile file = FitsFiles.open(ramp(4, 4, 1).writeTo(path()), folder);
    file.close();
    file.close();
    assertThatThrownBy(() -> Pixels.of(file.images().getFirst())).isInstanceOf(IOException.class);
  }
}
