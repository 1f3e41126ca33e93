package org.visiomatic.tiler.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.visiomatic.tiler.source.FitsFixtures.ints;
import static org.visiomatic.tiler.source.FitsFixtures.ramp;
import static org.visiomatic.tiler.source.FitsFixtures.shorts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.visiomatic.tiler.golden.GoldenValues;
import org.visiomatic.tiler.pyramid.Card;
import org.visiomatic.tiler.pyramid.Header;
import org.visiomatic.tiler.source.FitsFixtures.Image;
import org.visiomatic.tiler.source.ImageFile;

class HeadersTest {

  /// Left behind by the reference by accident: a blank where it took keywords out, and keywords of
  /// the compression.
  private static final Set<String> LEFTOVERS = Set.of("", "ZBLANK", "ZDITHER0");

  @TempDir Path folder;

  private Header header(Image image) throws IOException {
    return header(image.writeTo(folder.resolve("image.fits")));
  }

  private Header header(Path path) throws IOException {
    try (ImageFile file = FitsFiles.open(path, folder)) {
      return file.images().getFirst().header();
    }
  }

  private static List<String> inputs() {
    JsonNode answers = GoldenValues.json("http_info.json");
    return GoldenValues.readableInputs().stream()
        .filter(name -> answers.get(name).path("json").has("images"))
        .toList();
  }

  /// The reference shows one value per keyword, the last one, at the place of the first; of
  /// commentary keywords the last text.
  @ParameterizedTest
  @MethodSource("inputs")
  void readsTheHeadersOfTheReference(String name) throws IOException {
    JsonNode images = GoldenValues.json("http_info.json").get(name).at("/json/images");
    try (ImageFile file = FitsFiles.open(GoldenValues.input(name), folder)) {
      for (int i = 0; i < images.size(); i++) {
        Map<String, Object> found = new LinkedHashMap<>();
        for (Card card : file.images().get(i).header().cards()) {
          boolean commentary = card.value() == null && card.comment() != null;
          found.put(card.keyword(), commentary ? card.comment() : card.value());
        }
        Map<String, Object> expected = new LinkedHashMap<>();
        images
            .get(i)
            .get("header")
            .properties()
            .forEach(entry -> expected.put(entry.getKey(), plain(entry.getValue())));
        expected.keySet().removeAll(LEFTOVERS);
        assertThat(found).containsExactlyEntriesOf(expected);
      }
    }
  }

  private static Object plain(JsonNode node) {
    Object value = new ObjectMapper().convertValue(node, Object.class);
    return value instanceof Integer integer ? (Object) integer.longValue() : value;
  }

  @Test
  void readsEveryKindOfValue() throws IOException {
    Header header =
        header(
            ramp(2, 2, 1)
                .record("TEXT    = 'it''s here   '      / with a comment")
                .record("HUGE    = 123456789012345678901234567890")
                .record("LONG    = -9223372036854775808")
                .record("REAL    = 1.25D-3")
                .record("TOOBIG  = 1E999")
                .record("FLAG    =                    F")
                .record("NOTHING =")
                .record("COMPLEX = (1.5, 2.5)"));
    assertThat(header.find("TEXT").orElseThrow())
        .isEqualTo(new Card("TEXT", "it's here", "with a comment"));
    assertThat(header.number("HUGE")).contains(new BigInteger("123456789012345678901234567890"));
    assertThat(header.number("LONG")).contains(Long.MIN_VALUE);
    assertThat(header.number("REAL")).contains(0.00125);
    assertThat(header.text("TOOBIG")).contains("1E999");
    assertThat(header.find("FLAG").orElseThrow().value()).isEqualTo(false);
    assertThat(header.find("NOTHING").orElseThrow().value()).isNull();
    assertThat(header.text("COMPLEX")).contains("(1.5, 2.5)");
  }

  @Test
  void keepsAllCardsInOrder() throws IOException {
    Header header =
        header(
            ramp(2, 2, 1)
                .record("COMMENT first")
                .record("A       = 1")
                .record("")
                .record("        blank keyword")
                .record("HISTORY   indented")
                .record("A       = 2")
                .record("COMMENT second")
                .record(""));
    assertThat(header.cards().subList(5, header.cards().size()))
        .containsExactly(
            new Card("COMMENT", null, "first"),
            new Card("A", 1L, null),
            new Card("", null, null),
            new Card("", null, "blank keyword"),
            new Card("HISTORY", null, "  indented"),
            new Card("A", 2L, null),
            new Card("COMMENT", null, "second"));
  }

  @Test
  void joinsContinuedTexts() throws IOException {
    Header header =
        header(
            ramp(2, 2, 1)
                .record("LONG    = 'one &'")
                .record("CONTINUE  'two &'  / said twice")
                .record("CONTINUE  'three   '")
                .record("ALONE   = 'ends with &'")
                .record("NEXT    = 1"));
    assertThat(header.find("LONG").orElseThrow())
        .isEqualTo(new Card("LONG", "one two three", "said twice"));
    assertThat(header.text("ALONE")).contains("ends with &");
  }

  @Test
  void readsHierarchKeywords() throws IOException {
    Header header =
        header(
            ramp(2, 2, 1)
                .record("HIERARCH ESO  DET CHIP1.ID = 'CCD 1' / name")
                .record("HIERARCH key.META_0='type'"));
    assertThat(header.text("ESO DET CHIP1.ID")).contains("CCD 1");
    assertThat(header.text("KEY.META_0")).contains("type");
  }

  @Test
  void takesWhatIsReadableOfBrokenRecords() throws IOException {
    Header header =
        header(
            ramp(2, 2, 1)
                .record("OPEN    = 'no end")
                .record("OBJECT  = 'M31\ncaf\u00e9'")
                .record("lower   = 5")
                .record("JUNK    = what is this / thing")
                .record("====")
                .record("NAN     = NaN")
                .card("GOOD", 7));
    assertThat(header.text("OPEN")).contains("no end");
    assertThat(header.text("OBJECT")).contains("M31 caf?");
    assertThat(header.number("LOWER")).contains(5L);
    assertThat(header.number("GOOD")).contains(7L);
  }

  @Test
  void dropsTheScalingOfScaledIntegers() throws IOException {
    Header header =
        header(shorts(1, 1, (short) 1).card("BSCALE", 0.5).card("BZERO", 3).card("BLANK", 9));
    assertThat(header.number("BITPIX")).contains(-32L);
    assertThat(header.cards()).extracting(Card::keyword).doesNotContain("BSCALE", "BZERO", "BLANK");
    assertThat(header(ints(1, 1, 1).card("BSCALE", 0.5)).number("BITPIX")).contains(-64L);
  }

  @Test
  void keepsTheHeaderOfUnscaledAndUnsignedIntegers() throws IOException {
    Header blank = header(shorts(1, 1, (short) 1).card("BLANK", 9));
    assertThat(blank.number("BITPIX")).contains(16L);
    assertThat(blank.number("BLANK")).contains(9L);
    Header unsigned = header(shorts(1, 1, (short) 1).card("BSCALE", 1).card("BZERO", 32768));
    assertThat(unsigned.number("BITPIX")).contains(16L);
    assertThat(unsigned.number("BZERO")).contains(32768L);
  }
}
