package org.visiomatic.tiler.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.visiomatic.tiler.source.FitsFixtures.ramp;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visiomatic.tiler.source.FitsFixtures;
import org.visiomatic.tiler.source.ImageFile;
import org.visiomatic.tiler.source.SourceProbe;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// Files that break off somewhere, and headers that say what is not so.
class FaultyFilesTest {

  /// Opening a small file takes no more, whatever its header says.
  private static final long MODEST_BYTES = 4 << 20;

  @TempDir Path folder;
  @TempDir Path scratch;

  private Path path() {
    return folder.resolve("faulty.fits");
  }

  /// A primary image, an extension and a compressed image, a header and a block of data each.
  private static byte[] threeImages() {
    return FitsFixtures.file()
        .image(ramp(20, 30, 1))
        .image(ramp(8, 9, 2))
        .tiles(List.of(new byte[] {1, 2, 3}, new byte[] {4, 5, 6}), compressed())
        .toBytes();
  }

  private static Map<String, Object> compressed() {
    Map<String, Object> cards = new LinkedHashMap<>();
    cards.put("ZCMPTYPE", "NOCOMPRESS");
    cards.put("ZBITPIX", 8);
    cards.put("ZNAXIS", 2);
    cards.put("ZNAXIS1", 3);
    cards.put("ZNAXIS2", 2);
    cards.put("ZTILE1", 3);
    cards.put("ZTILE2", 1);
    return cards;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          inside the first record       | 40    | not a FITS file
          inside the header             | 400   | no END record
          between header and data       | 2880  | only 0 are there
          inside the data               | 4000  | only 1,120 are there
          at the last pixel             | 5279  | only 2,399 are there
          before the data of the second | 8640  | HDU 1
          inside the data of the second | 8900  | only 260 are there
          before the table              | 14400 | HDU 2
          inside a row of the table     | 14404 | needs 22 bytes, but only 4
          in the heap of the table      | 14421 | needs 22 bytes, but only 21
          """)
  void refusesAFileThatBreaksOff(String where, int length, String reason) throws IOException {
    Files.write(path(), Arrays.copyOf(threeImages(), length));
    assertThatThrownBy(() -> FitsFiles.open(path(), scratch))
        .as(where)
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessageContainingAll("faulty.fits", reason);
    assertThat(scratch).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          at the end of the first data      | 5280  | 1 | false
          in the padding of the first       | 5300  | 1 | false
          at the second header              | 5760  | 1 | false
          inside the second header          | 6000  | 1 | true
          in the padding of the second      | 9300  | 2 | false
          inside the header of the table    | 11600 | 2 | true
          at the end of the heap            | 14422 | 3 | false
          """)
  void readsWhatIsWholeBeforeTheBreak(String where, int length, int images, boolean told)
      throws IOException {
    Files.write(path(), Arrays.copyOf(threeImages(), length));
    try (ImageFile file = FitsFiles.open(path(), scratch)) {
      assertThat(file.images()).as(where).hasSize(images);
      assertThat(Pixels.of(file.images().getFirst())[599]).isEqualTo(29_019);
      assertThat(file.notes().stream().anyMatch(note -> note.contains("left out")))
          .as(where)
          .isEqualTo(told);
    }
  }

  @Test
  void neverBreaksWhereverTheFileEnds() throws IOException {
    byte[] whole = threeImages();
    int readable = 0;
    for (int length = 0; length <= whole.length; length += length % 2880 < 90 ? 10 : 90) {
      Files.write(path(), Arrays.copyOf(whole, length));
      readable += SourceProbe.isReadable(path(), scratch) ? 1 : 0;
    }
    assertThat(readable).isPositive();
    assertThat(scratch).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NAXIS2  =                    4 | NAXIS2  =                    5 | needs 80 bytes, but only 64 are there
          NAXIS1  =                    4 | NAXIS1  =           2147483647 | are there
          NAXIS2  =                    4 | NAXIS2  =               999999 | are there
          NAXIS1  =                    4 | NAXIS1  =  9223372036854775807 | more than any file holds
          NAXIS1  =                    4 | NAXIS1  = 99999999999999999999 | is not an integer
          NAXIS1  =                    4 | NAXIS1  =                   -4 | NAXIS1 is -4, which is below 0
          NAXIS1  =                    4 | NAXIS1  =                  4.5 | NAXIS1 is 4.5, which is not an integer
          NAXIS1  =                    4 | NAXIS1  = 'four'               | there is no number at NAXIS1
          NAXIS2  =                    4 | NOAXIS2 =                    4 | there is no number at NAXIS2
          NAXIS   =                    2 | NAXIS   =                   -1 | NAXIS is -1, where 0 to 999 is possible
          NAXIS   =                    2 | NAXIS   =                 1000 | NAXIS is 1000, where 0 to 999 is possible
          NAXIS   =                    2 | NAXIS   =                  999 | there is no number at NAXIS3
          NAXIS   =                    2 | NAXIS   =                    0 | HDU 0 (empty)
          NAXIS   =                    2 | NAXIS   =                    1 | HDU 0 (1-D data)
          BITPIX  =                  -32 | BITPIX  =                  -64 | needs 128 bytes, but only 64 are there
          BITPIX  =                  -32 | BITPIX  =                   64 | needs 128 bytes, but only 64 are there
          BITPIX  =                  -32 | BITPIX  =                  -16 | BITPIX is -16, where 8, 16
          BITPIX  =                  -32 | BITPIX  = 4294967264           | BITPIX is 4294967264, where 8, 16
          BITPIX  =                  -32 | BITPIX  =                    T | there is no number at BITPIX
          """)
  void refusesAHeaderThatLies(String right, String wrong, String reason) throws IOException {
    // Cut at the last pixel, so that nothing but the pixels is there to be read.
    write(Arrays.copyOf(FitsFixtures.file().image(ramp(4, 4, 1)).toBytes(), 2944), right, wrong);
    long before = allocated();
    assertThatThrownBy(() -> FitsFiles.open(path(), scratch))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessageContainingAll("faulty.fits", reason)
        .hasMessageEndingWith(".");
    assertThat(allocated() - before).isLessThan(MODEST_BYTES);
  }

  /// What remains is an image, if another one than was meant; nobody can tell.
  @ParameterizedTest
  @CsvSource({"8, 16", "16, 16", "32, 16", "-32, 16"})
  void takesANumberTypeAtItsWordWhenTheDataSuffice(int bitpix, int pixels) throws IOException {
    byte[] file = FitsFixtures.file().image(ramp(4, 4, 1)).toBytes();
    write(file, "BITPIX  =                  -32", "BITPIX  = %20d".formatted(bitpix));
    assertThat(Pixels.ofFirst(path(), scratch)).hasSize(pixels);
  }

  @Test
  void takesTheFirstOfKeywordsThatContradictEachOther() throws IOException {
    ramp(4, 4, 1).card("NAXIS1", 400).card("BITPIX", 8).card("NAXIS", 7).writeTo(path());
    assertThat(Pixels.ofFirst(path(), scratch)).hasSize(16).endsWith(3003);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PCOUNT  =                    0 | PCOUNT  =           1000000000
          PCOUNT  =                    0 | PCOUNT  =                   -9
          GCOUNT  =                    1 | GCOUNT  =           1000000000
          GCOUNT  =                    1 | GCOUNT  =                    0
          GCOUNT  =                    1 | GCOUNT  =                   -1
          """)
  void readsAnImageWhoseCountsAreWrong(String right, String wrong) throws IOException {
    write(FitsFixtures.file().emptyPrimary().image(ramp(4, 4, 1)).toBytes(), right, wrong);
    assertThat(Pixels.ofFirst(path(), scratch)).hasSize(16).endsWith(3003);
  }

  @Test
  void refusesCountsThatMakeMoreThanAnyFileHolds() throws IOException {
    byte[] file = FitsFixtures.file().image(ramp(4, 4, 1)).image(ramp(4, 4, 1)).toBytes();
    write(file, "PCOUNT  =                    0", "PCOUNT  =  9223372036854775807");
    try (ImageFile open = FitsFiles.open(path(), scratch)) {
      assertThat(open.images()).hasSize(1);
      assertThat(open.notes()).singleElement().asString().contains("more than any file holds");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NAXIS   =                    2 | NAXIS   =                    0 | the table has 0 axes
          NAXIS   =                    2 | NAXIS   =                    1 | the table has 1 axes
          NAXIS1  =                    8 | NAXIS1  =                    0 | 2 rows of 0 bytes
          NAXIS1  =                    8 | NAXIS1  =                    7 | the columns take 8 bytes, but a row has 7
          NAXIS2  =                    2 | NAXIS2  =                    1 | 2 tiles, but the table only 1 rows
          NAXIS2  =                    2 | NAXIS2  =           2147483647 | are there
          GCOUNT  =                    1 | GCOUNT  =                    0 | 2 rows of 8 bytes in 0 bytes
          PCOUNT  =                    6 | PCOUNT  =           2147483647 | are there
          TFIELDS =                    1 | NOFIELD =                    1 | there is no number at TFIELDS
          ZNAXIS1 =                    3 | ZNAXIS1 =           2000000000 | tiles
          ZNAXIS2 =                    2 | ZNAXIS2 =           2147483647 | tiles, but the table only 2 rows
          ZTILE1  =                    3 | ZTILE1  =                    0 | ZTILE1 is 0
          ZTILE1  =                    3 | ZTILE1  = -9223372036854775808 | ZTILE1 is -9223372036854775808
          """)
  void refusesATableThatLies(String right, String wrong, String reason) throws IOException {
    List<byte[]> tiles = List.of(new byte[] {1, 2, 3}, new byte[] {4, 5, 6});
    write(FitsFixtures.file().emptyPrimary().tiles(tiles, compressed()).toBytes(), right, wrong);
    refusesModestly(reason);
  }

  @ParameterizedTest
  @CsvSource({"-9223372036854775808", "-1000000", "15", "23", "9223372036854775807"})
  void refusesAHeapThatIsNotInTheTable(long heap) throws IOException {
    Map<String, Object> cards = compressed();
    cards.put("THEAP", heap);
    List<byte[]> tiles = List.of(new byte[] {1, 2, 3}, new byte[] {4, 5, 6});
    FitsFixtures.file().emptyPrimary().tiles(tiles, cards).writeTo(path());
    refusesModestly("THEAP is");
  }

  /// Their product wraps round to 0, each of them alone asks for more memory than there is.
  @ParameterizedTest
  @CsvSource({"2147483647, 2", "65536, 65536", "-1, -6", "3, 3", "0, 6"})
  void refusesHcompressTilesOfAnotherSize(int columns, int rows) throws IOException {
    byte[] tile = new byte[64];
    tile[0] = (byte) 0xdd;
    tile[1] = (byte) 0x99;
    ByteBuffer.wrap(tile).putInt(2, columns).putInt(6, rows);
    Map<String, Object> cards = compressed();
    cards.put("ZCMPTYPE", "HCOMPRESS_1");
    cards.put("ZTILE2", 2);
    FitsFixtures.file().emptyPrimary().tiles(List.of(tile), cards).writeTo(path());
    try (ImageFile file = FitsFiles.open(path(), scratch)) {
      assertThatThrownBy(() -> Pixels.of(file.images().getFirst()))
          .isInstanceOf(UnreadableSourceException.class)
          .hasMessageContaining("tile 1 cannot be decompressed");
    }
  }

  /// A text of 3 MB in pieces of 66 characters; joining them one by one would take minutes.
  @Test
  void readsATextThatIsContinuedForEver() throws IOException {
    FitsFixtures.Image image = ramp(4, 4, 1).card("LONG", "begins&");
    String piece = "CONTINUE  '" + "x".repeat(66) + "&'";
    for (int i = 0; i < 40_000; i++) {
      image.record(piece);
    }
    image.writeTo(path());
    assertThat(Pixels.ofFirst(path(), scratch)).hasSize(16);
    try (ImageFile file = FitsFiles.open(path(), scratch)) {
      List<String> texts = new ArrayList<>();
      file.images().getFirst().header().cards().stream()
          .filter(card -> card.value() instanceof String)
          .forEach(card -> texts.add((String) card.value()));
      assertThat(texts).hasSizeGreaterThan(100).allMatch(text -> text.length() < 20_000);
    }
  }

  private void write(byte[] file, String right, String wrong) throws IOException {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    int at = text.lastIndexOf(right);
    assertThat(at).as(right).isPositive();
    String padded = "%-30s".formatted(wrong);
    Files.writeString(
        path(),
        text.substring(0, at) + padded + text.substring(at + padded.length()),
        StandardCharsets.ISO_8859_1);
  }

  private void refusesModestly(String reason) throws IOException {
    long before = allocated();
    assertThatThrownBy(() -> FitsFiles.open(path(), scratch))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessageContainingAll("faulty.fits", "HDU 1", reason)
        .hasMessageEndingWith(".");
    assertThat(allocated() - before).isLessThan(MODEST_BYTES);
    assertThat(scratch).isEmptyDirectory();
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
