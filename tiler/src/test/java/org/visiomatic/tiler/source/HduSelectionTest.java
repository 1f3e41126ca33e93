package org.visiomatic.tiler.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.visiomatic.tiler.source.FitsFixtures.floats;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visiomatic.tiler.fits.FitsFiles;

class HduSelectionTest {

  @TempDir Path folder;
  private ImageFile file;

  @BeforeEach
  void open() throws IOException {
    Path path =
        FitsFixtures.file()
            .emptyPrimary()
            .image(floats(1, 1, 1).card("EXTNAME", "SCI"))
            .table("CAT")
            .image(floats(1, 1, 2).card("EXTNAME", "ERR"))
            .image(floats(1, 1, 3).card("EXTNAME", "SCI"))
            .image(floats(1, 1, 4))
            .writeTo(folder.resolve("image.fits"));
    file = FitsFiles.open(path, folder);
  }

  @AfterEach
  void close() throws IOException {
    file.close();
  }

  private List<Integer> numbers(String... terms) throws IOException {
    return new HduSelection(List.of(terms))
        .from("image.fits", file.images()).stream().map(ImageHdu::number).toList();
  }

  @Test
  void takesAllImagesWhenNothingIsAsked() throws IOException {
    assertThat(numbers()).containsExactly(1, 3, 4, 5);
  }

  @ParameterizedTest
  @CsvSource({"3,3", "1-4,1 3 4", "sci,1 4", "' SCI ',1 4", "2-9,3 4 5", "5-5,5"})
  void takesNumbersRangesAndNames(String term, String expected) throws IOException {
    assertThat(numbers(term)).isEqualTo(integers(expected));
  }

  private static List<Integer> integers(String text) {
    return java.util.Arrays.stream(text.split(" ")).map(Integer::valueOf).toList();
  }

  @Test
  void keepsTheOrderOfTheFile() throws IOException {
    assertThat(numbers("5", "SCI", "1-3")).containsExactly(1, 3, 4, 5);
  }

  @ParameterizedTest
  @CsvSource({"2", "7-9", "4-1", "DQ", "99999999999"})
  void saysWhatThereIsWhenNothingFits(String term) {
    assertThatThrownBy(() -> numbers("SCI", term))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessageContainingAll(
            "image.fits", "\"" + term + "\"", "1 (\"SCI\"), 3 (\"ERR\"), 4 (\"SCI\"), 5");
  }
}
