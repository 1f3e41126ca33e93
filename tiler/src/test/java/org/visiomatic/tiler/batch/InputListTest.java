package org.visiomatic.tiler.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputListTest {

  @TempDir Path root;

  @BeforeEach
  void makeFiles() throws IOException {
    root = root.toRealPath();
    for (String name :
        List.of(
            "b.fits",
            "a.fits.gz",
            "Z.FIT",
            "catalogue.csv",
            ".hidden.fits",
            "half.fits.part",
            "old.fits~",
            "copy.fits.tmp",
            "sub/c.png",
            "sub/deep/d.fits.fz",
            "cache/e.fits")) {
      Path file = root.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
  }

  private List<BatchInput> list(boolean recursive, String standardInput, String... terms) {
    InputStream in = new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8));
    InputRules rules =
        new InputRules(recursive, root.resolve("cache"), in, standardInput.contains("\0"));
    return InputList.of(List.of(terms), rules);
  }

  private List<String> files(boolean recursive, String... terms) {
    return names(list(recursive, "", terms));
  }

  private List<String> names(List<BatchInput> inputs) {
    return inputs.stream()
        .map(
            input ->
                switch (input) {
                  case BatchInput.Image image -> root.relativize(image.file()).toString();
                  case BatchInput.Unusable unusable -> unusable.reason() + "?";
                })
        .toList();
  }

  @Test
  void takesTheImagesOfAFolderSortedAndNothingElse() {
    assertThat(files(false, root.toString())).containsExactly("Z.FIT", "a.fits.gz", "b.fits");
  }

  @Test
  void followsFoldersBelowWhenAskedButNeverTheCache() {
    assertThat(files(true, root.toString()))
        .containsExactly("Z.FIT", "a.fits.gz", "b.fits", "sub/c.png", "sub/deep/d.fits.fz");
    assertThat(files(true, root.resolve("cache").toString())).isEmpty();
  }

  @Test
  void comesBackFromLinksThatLeadInACircle() throws IOException {
    Files.createSymbolicLink(root.resolve("sub/up"), root);
    assertThat(files(true, root.resolve("sub").toString()))
        .containsExactly("sub/c.png", "sub/deep/d.fits.fz", "Z.FIT", "a.fits.gz", "b.fits");
  }

  @Test
  void takesNamedFilesWhateverTheirName() {
    assertThat(files(false, root + "/catalogue.csv", root + "/.hidden.fits"))
        .containsExactly("catalogue.csv", ".hidden.fits");
  }

  @Test
  void keepsTheOrderAndTakesAFileOnce() throws IOException {
    Files.createSymbolicLink(root.resolve("link.fits"), root.resolve("b.fits"));
    assertThat(files(false, root + "/b.fits", root + "/a.fits.gz", root + "/link.fits"))
        .containsExactly("b.fits", "a.fits.gz");
  }

  @Test
  void expandsPatternsThatNoShellHasExpanded() {
    assertThat(files(false, root + "/*.fits")).containsExactly("b.fits");
    assertThat(files(false, root + "/[ab].{fits,fits.gz}")).containsExactly("a.fits.gz", "b.fits");
    assertThat(files(false, root + "/**/*.{fz,png}"))
        .containsExactly("sub/c.png", "sub/deep/d.fits.fz");
    assertThat(files(false, root + "/**")).hasSize(5).doesNotContain("catalogue.csv");
    assertThat(files(false, root + "/s?b/c.png")).containsExactly("sub/c.png");
  }

  @Test
  void saysThatNothingFitsAPattern() {
    assertThat(list(false, "", root + "/*.nothing"))
        .singleElement()
        .asInstanceOf(type(BatchInput.Unusable.class))
        .satisfies(
            input -> {
              assertThat(input.reason()).isEqualTo(Reason.MISSING);
              assertThat(input.message()).contains("*.nothing");
            });
  }

  @Test
  void takesAFileThatIsCalledLikeAPattern() throws IOException {
    Files.createFile(root.resolve("m[31].fits"));
    assertThat(files(false, root + "/m[31].fits")).containsExactly("m[31].fits");
  }

  @Test
  void readsListsWithCommentsAndBlankLines() throws IOException {
    Path list = root.resolve("list.txt");
    Files.writeString(list, "# tonight\n%s/b.fits\n\n%s/sub\n%s/gone\n".replace("%s", "" + root));
    assertThat(files(false, "@" + list)).containsExactly("b.fits", "sub/c.png", "missing?");
    assertThat(files(false, "@" + root + "/nolist")).containsExactly("missing?");
  }

  @Test
  void readsNamesOnStandardInput() {
    assertThat(names(list(false, root + "/b.fits\n" + root + "/Z.FIT\n", "-")))
        .containsExactly("b.fits", "Z.FIT");
    assertThat(names(list(false, root + "/b.fits\0" + root + "/Z.FIT\0", "-")))
        .containsExactly("b.fits", "Z.FIT");
  }

  @Test
  void saysWhatIsNotThereOrIsPartOfTheCache() {
    assertThat(files(false, root + "/gone.fits", root + "/cache/e.fits"))
        .containsExactly("missing?", "unreadable?");
  }
}
