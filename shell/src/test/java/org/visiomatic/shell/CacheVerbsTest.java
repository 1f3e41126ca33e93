package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.tiler.pyramid.Pyramid;
import org.visiomatic.tiler.pyramid.SourceStamp;
import org.visiomatic.tiler.source.FitsFixtures;

/// What the verbs that look at the cache folder print.
class CacheVerbsTest {

  @TempDir Path temporary;
  private CacheFixture fixture;
  private Path large;

  @BeforeEach
  void cacheThree() throws Exception {
    fixture = new CacheFixture(temporary);
    large = fixture.add("m31.fits", 600, 500, Duration.ofDays(40));
    fixture.add("m33.fits", 100, 80, Duration.ofHours(5));
    fixture.add("ngc1.fits", 70, 60, Duration.ofMinutes(7));
  }

  private static List<String> names(Ran ran) {
    assertThat(ran.code()).as(ran.err()).isZero();
    return ran.out().lines().skip(1).map(line -> line.split(" ", 2)[0]).toList();
  }

  @Test
  void listsImages() throws Exception {
    fixture.open().pin(large);
    assertThat(fixture.still(fixture.run("ls").out()))
        .isEqualTo(
            """
            IMAGE          SIZE   PIXELS  USED  PINNED
            m31.fits   #.## MiB  600×500   40d  yes
            m33.fits   ##.# KiB   100×80    5h
            ngc1.fits  ##.# KiB    70×60    7m
            """);
  }

  @Test
  void sortsByAnyColumn() {
    assertThat(names(fixture.run("ls"))).containsExactly("m31.fits", "m33.fits", "ngc1.fits");
    assertThat(names(fixture.run("ls", "-r"))).first().isEqualTo("ngc1.fits");
    assertThat(names(fixture.run("ls", "--sort", "size"))).first().isEqualTo("m31.fits");
    assertThat(names(fixture.run("ls", "--sort", "used")))
        .containsExactly("ngc1.fits", "m33.fits", "m31.fits");
    assertThat(names(fixture.run("ls", "--sort", "age", "-r")))
        .containsExactly("m31.fits", "m33.fits", "ngc1.fits");
    Ran refused = fixture.run("ls", "--sort", "colour");
    assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err())
        .isEqualTo(
            "visiomatic: Option --sort: 'colour' was given, but one of name, size, age, used is needed.\n");
  }

  @Test
  void filters() throws Exception {
    fixture.open().pin(large);
    assertThat(names(fixture.run("ls", "m*"))).containsExactly("m31.fits", "m33.fits");
    assertThat(names(fixture.run("ls", fixture.image("m33.fits").toString())))
        .containsExactly("m33.fits");
    assertThat(names(fixture.run("ls", "--larger", "1M"))).containsExactly("m31.fits");
    assertThat(names(fixture.run("ls", "--smaller", "1M")))
        .containsExactly("m33.fits", "ngc1.fits");
    assertThat(names(fixture.run("ls", "--older-than", "30d"))).containsExactly("m31.fits");
    assertThat(names(fixture.run("ls", "--newer-than", "1h30m"))).containsExactly("ngc1.fits");
    assertThat(names(fixture.run("ls", "--pinned"))).containsExactly("m31.fits");
    assertThat(fixture.run("ls", "nobody*").code()).isEqualTo(ExitCode.NO_INPUT);
    assertThat(fixture.run("ls", "--older-than", "soon").err())
        .isEqualTo(
            "visiomatic: Option --older-than: 'soon' was given, but an age such as 90s, 15m, 12h, 30d, 8w or 1y is needed.\n");
  }

  @Test
  void tellsStatesApart() throws Exception {
    Files.delete(fixture.image("m33.fits"));
    FitsFixtures.ramp(71, 60, 1).writeTo(fixture.image("ngc1.fits"));
    Path damaged = fixture.add("bad.fits", 50, 50, Duration.ZERO);
    Files.delete(damaged.resolve("0/c/0/0/0"));
    assertThat(names(fixture.run("ls", "--state", "current"))).containsExactly("m31.fits");
    assertThat(names(fixture.run("ls", "--state", "gone,changed")))
        .containsExactly("m33.fits", "ngc1.fits");
    assertThat(names(fixture.run("ls", "--state", "damaged"))).containsExactly("bad.fits");
    assertThat(fixture.run("ls", "--state", "lost").code()).isEqualTo(ExitCode.USAGE);
    assertThat(fixture.still(fixture.run("ls", "-l").out()))
        .isEqualTo(
            """
            IMAGE      STATE        SIZE   PIXELS  TYPE     BUILT  USED  PINNED  SOURCE
            bad.fits   damaged  ##.# KiB    50×50  float32    AGE   AGE          FOLDER/bad.fits
            m31.fits   current  #.## MiB  600×500  float32    AGE   40d          FOLDER/m31.fits
            m33.fits   gone     ##.# KiB   100×80  float32    AGE    5h          FOLDER/m33.fits
            ngc1.fits  changed  ##.# KiB    70×60  float32    AGE    7m          FOLDER/ngc1.fits
            """);
  }

  @Test
  void namesImagesOfOneNameWithTheirHashes() throws Exception {
    fixture.add("other/m31.fits", 80, 80, Duration.ZERO);
    assertThat(names(fixture.run("ls", "m31.fits")))
        .hasSize(2)
        .allMatch(n -> n.matches("m31.fits-[0-9a-f]{16}"));
    Ran ambiguous = fixture.run("info", "m31.fits");
    assertThat(ambiguous.code()).isEqualTo(ExitCode.NO_INPUT);
    assertThat(ambiguous.err()).contains("'m31.fits' fits 2 images").contains("name one of them.");
    assertThat(fixture.run("info", fixture.image("m31.fits").toString()).out())
        .contains("pixels   600×500");
  }

  @Test
  void describesAnImage() throws Exception {
    try (Pyramid open =
        fixture
            .open()
            .find(SourceStamp.of(fixture.image("m33.fits")), "tile=64x64;extensions=")
            .orElseThrow()) {
      assertThat(open.geometry().levels()).isEqualTo(2);
      assertThat(fixture.still(fixture.run("info", "m33").out()))
          .isEqualTo(
              """
            image    m33.fits
            state    current
            source   FOLDER/m33.fits
                     ##.# KiB, changed TIME
            pyramid  FOLDER/cache/m33.fits-HASH.ome.zarr
            size     ##.# KiB
            built    TIME (AGE)
            used     TIME (AGE), in use now
            options  tile=64x64;extensions=
            storage  none
            pixels   100×80 float32
            tiles    64×64

            HDU  NAME  PIXELS  IN THE FRAME
              0        100×80  1–100, 1–80

            LEVEL  PIXELS  TILES      SIZE
                0  100×80      4  ##.# KiB
                1   50×40      1  ##.# KiB

            CHANNEL  BACKGROUND      MAD    LOW CUT     HIGH CUT
                  1     32049.5  16025.0  -0.500516  6.44205e+06

            Channel 1, logarithm of the frequency
            █               ▆              ▂▂              ▆               █
            █              ▄█              ██              █▄              █
            █              ██              ██              ██              █
            █              ██              ██              ██              █
            █              ██              ██              ██              █
            0.00000                                                  64099.0
            """);
    }
  }

  @Test
  void searchesHeaders() {
    assertThat(fixture.run("info", "m33.fits", "--search", "naxis").out())
        .isEqualTo(
            """
            # frame
            NAXIS   =                    2
            NAXIS1  =                  100
            NAXIS2  =                   80
            NAXIS3  =                    1
            # HDU 0
            NAXIS   =                    2
            NAXIS1  =                  100
            NAXIS2  =                   80
            """);
    assertThat(fixture.run("info", "m33.fits", "--search", "NAXIS?").out().lines()).hasSize(7);
    assertThat(fixture.run("info", "m33.fits", "--header").out()).contains("SIMPLE  =");
    Ran none = fixture.run("info", "m33.fits", "--search", "nothing");
    assertThat(none.code()).isEqualTo(ExitCode.NO_INPUT);
    assertThat(none.err()).isEqualTo("visiomatic: No header card of m33.fits fits 'nothing'.\n");
  }

  @Test
  void saysInASentenceThatAnImageIsDamaged() throws Exception {
    Files.writeString(large.resolve("zarr.json"), "{}");
    Ran ran = fixture.run("info", "m31.fits");
    assertThat(ran.code()).isEqualTo(ExitCode.NO_INPUT);
    assertThat(fixture.still(ran.err()))
        .isEqualTo(
            "visiomatic: The image m31.fits cannot be described. The file FOLDER/cache/m31.fits-HASH.ome.zarr/zarr.json lacks the field attributes. 'visiomatic repair m31.fits' builds it again.\n");
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void weighsImagesAndTheirLevels() {
    assertThat(fixture.still(fixture.run("du", "--levels", "m33.fits", "ngc1.fits").out()))
        .isEqualTo(
            """
                SIZE  IMAGE
            ##.# KiB  m33.fits
            ##.# KiB    level 0
            ##.# KiB    level 1
            ##.# KiB  ngc1.fits
            ##.# KiB    level 0
            ##.# KiB    level 1
             ### KiB  total, 2 images
            """);
  }

  @Test
  void tellsHowFullTheFolderIs() throws Exception {
    fixture.open().pin(large);
    Files.createDirectories(fixture.cache().resolve(".staging/dead.fits.x"));
    Ran ran = fixture.run("stat", "--max_cache_image_count", "12", "--max_cache_size", "10M");
    assertThat(fixture.still(ran.out()))
        .isEqualTo(
            """
            folder      FOLDER/cache
            images      3 of 12 (25 %)
            size        #.## MiB of ##.# MiB (17 %)
            disk        ROOM
            pinned      1 (#.## MiB)
            leftovers   1 (0 B); 'visiomatic repair' removes them
            oldest use  40d
            """);
    assertThat(fixture.run("stat").out()).contains("without a limit");
  }

  @Test
  void saysThatThereIsNoFolder() {
    Ran ran = Ran.of("ls", "--cache_dir", fixture.image("nowhere").toString());
    assertThat(ran.code()).isEqualTo(ExitCode.NO_INPUT);
    assertThat(fixture.still(ran.err()))
        .isEqualTo(
            "visiomatic: There is no cache folder FOLDER/nowhere; the first image that is tiled makes it.\n");
    assertThat(fixture.image("nowhere")).doesNotExist();
  }

  @Test
  void repairsByNameLikeVerify() throws Exception {
    byte[] whole = Files.readAllBytes(large.resolve("0/c/0/0/0"));
    byte[] damaged = whole.clone();
    damaged[100] ^= 1;
    Files.write(large.resolve("0/c/0/0/0"), damaged);
    assertThat(fixture.run("verify", "m31.fits").code()).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(fixture.run("verify", "m33*").code()).isZero();
    assertThat(fixture.run("repair", "m31.fits").out()).contains("repaired " + large);
    assertThat(Files.readAllBytes(large.resolve("0/c/0/0/0"))).isEqualTo(whole);
  }

  @Test
  void keepsAPinnedImageThatCannotBeRepaired() throws Exception {
    fixture.open().pin(large);
    Files.delete(large.resolve("0/c/0/0/0"));
    Files.delete(fixture.image("m31.fits"));
    Ran ran = fixture.run("repair", "m31.fits");
    assertThat(ran.code()).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(ran.out()).contains("It is pinned and stays, though its source");
    assertThat(large).exists();
  }
}
