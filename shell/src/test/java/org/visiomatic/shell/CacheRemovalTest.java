package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Question;
import org.visiomatic.tiler.pyramid.Pyramid;
import org.visiomatic.tiler.pyramid.SourceStamp;

/// What the verbs that remove images do and say.
class CacheRemovalTest {

  @TempDir Path temporary;
  private CacheFixture fixture;
  private Path oldest;
  private Path middle;
  private Path newest;

  @BeforeEach
  void cacheThree() throws Exception {
    fixture = new CacheFixture(temporary);
    oldest = fixture.add("a.fits", 300, 300, Duration.ofDays(40));
    middle = fixture.add("b.fits", 100, 80, Duration.ofDays(20));
    newest = fixture.add("c.fits", 70, 60, Duration.ofDays(1));
  }

  private Pyramid read(String name) throws Exception {
    return fixture
        .open()
        .find(SourceStamp.of(fixture.image(name)), "tile=64x64;extensions=")
        .orElseThrow();
  }

  @Test
  void removesNamedImages() {
    Ran ran = fixture.run("rm", "--yes", "a.fits", "b*");
    assertThat(ran.code()).isZero();
    assertThat(fixture.still(ran.out()))
        .isEqualTo(
            """
            IMAGE       SIZE  USED
            a.fits   ### KiB   40d
            b.fits  ##.# KiB   20d
            """);
    assertThat(fixture.still(ran.err())).isEqualTo("visiomatic: Removed 2 images (### KiB).\n");
    assertThat(List.of(oldest, middle)).noneMatch(Files::exists);
    assertThat(newest).exists();
    assertThat(fixture.image("a.fits")).exists();
  }

  @Test
  void asksBeforeItRemoves() {
    List<String> questions = new ArrayList<>();
    Question no =
        text -> {
          questions.add(text);
          return Optional.of("n");
        };
    Ran refused = fixture.run(no, "rm", "a.fits");
    assertThat(refused.code()).isZero();
    assertThat(questions)
        .singleElement()
        .asString()
        .matches("visiomatic: remove 1 image \\(.*\\)\\? \\[y/N\\] ");
    assertThat(refused.err()).contains("a.fits").endsWith("visiomatic: Nothing was removed.\n");
    assertThat(oldest).exists();
    assertThat(fixture.run(text -> Optional.of("y"), "rm", "a.fits").code()).isZero();
    assertThat(oldest).doesNotExist();
    Ran script = fixture.run("rm", "b.fits");
    assertThat(script.code()).isEqualTo(ExitCode.USAGE);
    assertThat(script.err()).contains("Nobody can be asked").contains("--yes");
    assertThat(middle).exists();
  }

  @Test
  void removesNothingWhenANameIsWrong() {
    Ran ran = fixture.run("rm", "-y", "a.fits", "nobody.fits");
    assertThat(ran.code()).isEqualTo(ExitCode.NO_INPUT);
    assertThat(ran.err()).contains("There is no image 'nobody.fits'");
    assertThat(oldest).exists();
    assertThat(fixture.run("rm", "-y", "a").code()).as("a beginning").isEqualTo(ExitCode.NO_INPUT);
  }

  @Test
  void refusesAPinnedImageUnlessForced() {
    assertThat(fixture.run("pin", "a.fits").err()).isEqualTo("visiomatic: a.fits is pinned.\n");
    Ran refused = fixture.run("rm", "-y", "a.fits", "b.fits");
    assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err())
        .isEqualTo(
            "visiomatic: a.fits is pinned, so nothing is removed; say --force to remove what is pinned, or use 'visiomatic unpin' first.\n");
    assertThat(List.of(oldest, middle)).allMatch(Files::exists);
    assertThat(fixture.run("rm", "-y", "-f", "a.fits").code()).isZero();
    assertThat(oldest).doesNotExist();
    assertThat(fixture.cache().resolve(".pins")).isEmptyDirectory();
  }

  @Test
  void leavesWhatSomebodyReads() throws Exception {
    try (Pyramid open = read("a.fits")) {
      Ran ran = fixture.run("rm", "-y", "a.fits", "b.fits");
      assertThat(ran.code()).isEqualTo(ExitCode.BUSY);
      assertThat(ran.err()).contains("a.fits is in use and stays").contains("Removed 1 image");
      assertThat(open.geometry().width()).isEqualTo(300);
      assertThat(fixture.run("info", "a.fits").out()).contains("in use now");
      assertThat(fixture.run("clear", "-y").code()).isEqualTo(ExitCode.BUSY);
      assertThat(oldest).exists();
    }
    assertThat(fixture.run("clear", "-y").code()).isZero();
    assertThat(oldest).doesNotExist();
  }

  @Test
  void prunesToTheLimitsOfTheConfiguration() {
    assertThat(fixture.run("prune", "-y").err())
        .isEqualTo("visiomatic: There is nothing to remove.\n");
    Ran rehearsal = fixture.run("prune", "--dry-run", "--max_cache_image_count", "2");
    assertThat(rehearsal.code()).isZero();
    assertThat(rehearsal.out()).contains("a.fits").doesNotContain("b.fits");
    assertThat(rehearsal.err()).startsWith("visiomatic: Would remove 1 image (");
    assertThat(oldest).exists();
    assertThat(fixture.run("prune", "-y", "--max_cache_image_count", "2").code()).isZero();
    assertThat(oldest).doesNotExist();
    assertThat(middle).exists();
  }

  @Test
  void prunesToWhatIsAskedFor() throws Exception {
    assertThat(fixture.run("prune", "-n", "--older-than", "10d").out())
        .contains("a.fits", "b.fits")
        .doesNotContain("c.fits");
    assertThat(fixture.run("prune", "-n", "--older-than", "10d", "--keep", "2").out())
        .contains("a.fits")
        .doesNotContain("b.fits");
    Ran tooLittle = fixture.run("prune", "-n", "--max-size", "1K", "--keep", "1");
    assertThat(tooLittle.out()).contains("a.fits", "b.fits").doesNotContain("c.fits");
    assertThat(fixture.run("prune", "-n", "--keep", "0").err()).contains("3 images");
    assertThat(fixture.run("prune", "-n", "--max-size", "100K").out())
        .contains("a.fits")
        .doesNotContain("c.fits");
    fixture.open().pin(oldest);
    Ran ran = fixture.run("prune", "-y", "--keep", "0");
    assertThat(ran.code()).isZero();
    assertThat(ran.err())
        .contains("The cache folder still holds 1 image")
        .contains("because those are pinned.");
    assertThat(fixture.open().pyramids()).containsExactly(oldest);
    assertThat(fixture.run("prune", "--keep", "-1").code()).isEqualTo(ExitCode.USAGE);
    assertThat(fixture.run("prune", "--max-size", "much").code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void clearsAllButWhatIsPinned() {
    fixture.run("pin", "b.fits");
    assertThat(fixture.run("clear", "-y").code()).isZero();
    assertThat(middle).exists();
    assertThat(List.of(oldest, newest)).noneMatch(Files::exists);
    assertThat(fixture.run("clear", "-y", "--pinned").code()).isZero();
    assertThat(middle).doesNotExist();
    assertThat(fixture.cache().resolve(".pins")).isEmptyDirectory();
  }

  @Test
  void unpins() throws IOException {
    fixture.run("pin", "a.fits", "b.fits");
    assertThat(Schemas.read("pin", fixture.run("pin", "--json", "a.fits").out()))
        .extracting(line -> line.path("pinned").asBoolean())
        .containsExactly(true);
    Ran ran = fixture.run("unpin", "a.fits", "c.fits");
    assertThat(ran.code()).isZero();
    assertThat(ran.err())
        .isEqualTo(
            "visiomatic: a.fits is not pinned any more.\nvisiomatic: c.fits was not pinned.\n");
    assertThat(fixture.run("ls", "--pinned").out()).contains("b.fits").doesNotContain("a.fits");
  }

  @Test
  void findsAndRemovesOrphans() throws Exception {
    Path away = fixture.add("away/d.fits", 50, 50, Duration.ZERO);
    Files.delete(fixture.image("away/d.fits"));
    Files.delete(fixture.image("away"));
    Files.delete(fixture.image("a.fits"));
    Files.writeString(fixture.image("b.fits"), "something else");
    fixture.run("pin", "a.fits");
    assertThat(fixture.still(fixture.run("orphans").out()))
        .isEqualTo(
            """
            IMAGE   STATE        SIZE  PINNED  SOURCE
            a.fits  gone      ### KiB  yes     FOLDER/a.fits
            b.fits  changed  ##.# KiB          FOLDER/b.fits
            d.fits  gone     ##.# KiB          FOLDER/away/d.fits
            """);
    Ran rehearsal = fixture.run("orphans", "--remove", "--dry-run");
    assertThat(rehearsal.err()).contains("Would remove 2 images");
    assertThat(rehearsal.err()).contains("Images that are pinned stay: 1.");
    assertThat(rehearsal.err()).contains("Of 1 sources the folder is gone, too");
    assertThat(fixture.run("orphans", "--remove", "--yes").code()).isZero();
    assertThat(List.of(away, middle)).noneMatch(Files::exists);
    assertThat(List.of(oldest, newest)).allMatch(Files::exists);
    assertThat(fixture.run("orphans", "--yes").code()).isEqualTo(ExitCode.USAGE);
  }
}
