package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Question;
import org.visiomatic.tiler.source.FitsFixtures;

/// `export`, `import` and `mv-cache` as users see them.
class ArchiveVerbsTest {

  @TempDir Path folder;
  private Path cache;
  private Path image;

  @BeforeEach
  void cacheTwoImages() throws IOException {
    folder = folder.toRealPath();
    cache = folder.resolve("cache");
    image = FitsFixtures.ramp(300, 200, 1).writeTo(folder.resolve("one.fits"));
    Path other = FitsFixtures.ramp(100, 100, 2).writeTo(folder.resolve("two.fits"));
    Ran tiled = ran("tile", "--jobs=1", image.toString(), other.toString());
    assertThat(tiled.code()).as(tiled.err()).isZero();
  }

  private Ran ran(String... words) {
    return asking(Question.toNobody(), cache, words);
  }

  private Ran asking(Question question, Path cacheDir, String... words) {
    List<String> all = new ArrayList<>(Arrays.asList(words));
    all.add("--cache_dir=" + cacheDir);
    return Ran.asking(question, all.toArray(String[]::new));
  }

  private String plain(String text) {
    return text.replace(folder.toString(), "FOLDER")
        .replaceAll("\\d[\\d.]* (B|KiB|MiB|GiB|TiB)", "SIZE");
  }

  private void assertPrints(Ran ran, String out) {
    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.OK);
    assertThat(plain(ran.out())).isEqualTo(out);
  }

  private static void assertFits(String verb, Ran ran, int lines) throws IOException {
    assertThat(Schemas.read(verb, ran.out())).hasSize(lines);
  }

  private Path archive(String name) {
    return folder.resolve("archives").resolve(name);
  }

  private void exportBoth() {
    Ran exported = ran("export", "one.fits", "two.fits", "-o", folder.resolve("archives") + "/");
    assertPrints(
        exported,
        """
        exported one.fits to FOLDER/archives/one.fits.ome.zarr.zip (SIZE)
        exported two.fits to FOLDER/archives/two.fits.ome.zarr.zip (SIZE)
        """);
    assertThat(exported.err()).isEmpty();
  }

  @Test
  void exportsImagesIntoAFolderOrAFile() throws IOException {
    exportBoth();
    Path file = folder.resolve("m.tar.zst");
    assertPrints(
        ran("export", "one.fits", "-o", file.toString()),
        "exported one.fits to FOLDER/m.tar.zst (SIZE)\n");
    assertThat(Files.readAllBytes(file)).startsWith(0x28, 0xb5, 0x2f, 0xfd);
    assertPrints(
        ran("export", "*.fits", "--format=tar.zst", "-o", folder.resolve("archives").toString()),
        """
        exported one.fits to FOLDER/archives/one.fits.ome.zarr.tar.zst (SIZE)
        exported two.fits to FOLDER/archives/two.fits.ome.zarr.tar.zst (SIZE)
        """);
    assertThat(archive("two.fits.ome.zarr.tar.zst")).isRegularFile();
  }

  @Test
  void exportsToWhereTheShellSendsData() throws IOException {
    Path file = folder.resolve("file.zip");
    Path sent = folder.resolve("sent.zip");
    assertThat(ran("export", "one.fits", "-o", file.toString()).code()).isZero();
    Ran shell = ran("shell", "-c", "export one.fits -o - > '" + sent + "'; ls");
    assertThat(shell.code()).as(shell.err()).isZero();
    assertThat(sent).hasSameBinaryContentAs(file);
    assertThat(shell.out()).contains("one.fits", "two.fits");
  }

  @Test
  void exportsAsJson() throws IOException {
    assertFits(
        "export",
        ran("export", "one.fits", "two.fits", "--json", "-o", folder.resolve("new") + "/"),
        2);
  }

  @Test
  void refusesToExportWhatCannotBe() throws IOException {
    Ran missing = ran("export", "three.fits", "-o", folder + "/");
    assertThat(missing.code()).isEqualTo(ExitCode.NO_INPUT);
    assertThat(missing.err()).contains("There is no image 'three.fits'");
    Ran both = ran("export", "one.fits", "two.fits", "-o", folder.resolve("x.zip").toString());
    assertThat(both.code()).isEqualTo(ExitCode.USAGE);
    assertThat(both.err()).contains("2 images do not fit into one archive");
    Ran odd = ran("export", "one.fits", "--format=rar");
    assertThat(odd.code()).isEqualTo(ExitCode.USAGE);
    assertThat(odd.err()).contains("no archive format 'rar'; use zip or tar.zst.");
    Ran torn = ran("export", "one.fits", "--format=zip", "-o", "a.tar.zst");
    assertThat(torn.code()).isEqualTo(ExitCode.USAGE);
    Ran piped = ran("export", "one.fits", "-o", "-", "--json");
    assertThat(piped.code()).isEqualTo(ExitCode.USAGE);
    assertThat(folder.resolve("x.zip")).doesNotExist();
  }

  @Test
  void exportsTheOthersWhenOneIsDamaged() throws IOException {
    Path pyramid = FolderBytes.pyramids(cache).getFirst();
    byte[] shard = Files.readAllBytes(pyramid.resolve("0/c/0/0/0"));
    shard[1] ^= 1;
    Files.write(pyramid.resolve("0/c/0/0/0"), shard);
    Ran ran = ran("export", "one.fits", "two.fits", "-o", folder.resolve("archives") + "/");
    assertThat(ran.code()).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(ran.err()).contains("'one.fits' is not exported, as its pyramid is damaged.");
    assertThat(archive("one.fits.ome.zarr.zip")).doesNotExist();
    assertThat(archive("two.fits.ome.zarr.zip")).exists();
    assertThat(ran("export", "one.fits", "-o", folder + "/").code()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void importsWhatWasExported() throws IOException {
    exportBoth();
    var before = FolderBytes.of(cache);
    assertPrints(
        ran("import", archive("one.fits.ome.zarr.zip").toString()),
        "kept one.fits (SIZE), which is there already; --force replaces it\n");
    assertPrints(
        ran("import", "--force", archive("one.fits.ome.zarr.zip").toString()),
        "imported one.fits (SIZE)\n");
    Path other = folder.resolve("other");
    Ran rehearsed =
        asking(
            Question.toNobody(),
            other,
            "import",
            "--dry-run",
            archive("one.fits.ome.zarr.zip").toString());
    assertPrints(rehearsed, "would import one.fits (SIZE)\n");
    assertThat(FolderBytes.pyramids(other)).isEmpty();
    Ran both =
        asking(
            Question.toNobody(),
            other,
            "import",
            archive("one.fits.ome.zarr.zip").toString(),
            archive("two.fits.ome.zarr.zip").toString());
    assertPrints(both, "imported one.fits (SIZE)\nimported two.fits (SIZE)\n");
    assertThat(FolderBytes.of(other)).isEqualTo(before).isEqualTo(FolderBytes.of(cache));
    assertThat(FolderBytes.staging(other)).isEmpty();
  }

  @Test
  void tellsOrphansAndOutdatedOnes() throws IOException {
    exportBoth();
    Files.setLastModifiedTime(image, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    Files.delete(folder.resolve("two.fits"));
    cache = folder.resolve("other");
    assertPrints(
        ran(
            "import",
            archive("one.fits.ome.zarr.zip").toString(),
            archive("two.fits.ome.zarr.zip").toString()),
        """
        imported one.fits (SIZE); its source FOLDER/one.fits has changed since, so a server builds it anew
        imported two.fits (SIZE); its source FOLDER/two.fits is not here, so it is an orphan that only answers to its name
        """);
    assertPrints(
        ran("import", "--source=" + image, archive("one.fits.ome.zarr.zip").toString()),
        "imported one.fits (SIZE)\n");
    Ran tiled = ran("tile", image.toString());
    assertThat(tiled.err()).contains("0 built, 1 current");
    Ran wrong = ran("import", "--source=" + image, archive("two.fits.ome.zarr.zip").toString());
    assertThat(wrong.code()).isEqualTo(ExitCode.NO_INPUT);
    assertThat(wrong.err()).contains("it is not the same image");
  }

  @Test
  void importsAsJsonAndTellsWhatWasRefused() throws IOException {
    exportBoth();
    Path bad = Files.write(folder.resolve("bad.zip"), new byte[100]);
    Ran ran =
        asking(
            Question.toNobody(),
            folder.resolve("other"),
            "import",
            "--json",
            archive("one.fits.ome.zarr.zip").toString(),
            bad.toString(),
            archive("two.fits.ome.zarr.zip").toString());
    assertThat(ran.code()).isEqualTo(ExitCode.SOME_FAILED);
    assertFits("import", ran, 3);
    assertThat(plain(ran.err()))
        .isEqualTo(
            "visiomatic: FOLDER/bad.zip is neither a zip archive nor a tar archive compressed with Zstandard; 'visiomatic export' writes such.\n");
    assertThat(ran("import", bad.toString()).code()).isEqualTo(ExitCode.NO_INPUT);
    assertThat(ran("import", folder.resolve("none.zip").toString()).code())
        .isEqualTo(ExitCode.NO_INPUT);
    assertThat(ran("import", "--source=" + image, bad.toString(), bad.toString()).code())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void keepsTheCacheAtItsSizeAfterAnImport() throws IOException {
    exportBoth();
    Path other = folder.resolve("other");
    asking(Question.toNobody(), other, "import", archive("one.fits.ome.zarr.zip").toString());
    Ran ran =
        asking(
            Question.toNobody(),
            other,
            "import",
            "--max_cache_image_count=1",
            archive("two.fits.ome.zarr.zip").toString());
    assertPrints(ran, "imported two.fits (SIZE)\n");
    assertThat(ran.err())
        .isEqualTo("visiomatic: 1 pyramid was removed from the cache to keep its limits.\n");
    assertThat(FolderBytes.pyramids(other)).hasSize(1);
  }

  @Test
  void movesTheCacheWhenSomebodyAgrees() throws IOException {
    Path disk = folder.resolve("disk");
    var before = FolderBytes.of(cache);
    assertPrints(
        ran("mv-cache", "--dry-run", disk.toString()),
        "would move 2 pyramids (SIZE) to FOLDER/disk, SIZE of them copied already; that disk has SIZE left\n");
    Ran unasked = ran("mv-cache", disk.toString());
    assertThat(unasked.code()).isEqualTo(ExitCode.USAGE);
    assertThat(unasked.err()).contains("say so with --yes");
    List<String> questions = new ArrayList<>();
    Question no =
        text -> {
          questions.add(plain(text));
          return Optional.of("n");
        };
    Ran declined = asking(no, cache, "mv-cache", disk.toString());
    assertPrints(declined, "");
    assertThat(declined.err()).isEqualTo("visiomatic: Nothing was moved.\n");
    assertThat(questions)
        .containsExactly(
            "visiomatic: move 2 pyramids (SIZE) from FOLDER/cache to FOLDER/disk? [y/N] ");
    assertThat(disk).doesNotExist();
    Ran moved = asking(text -> Optional.of("y"), cache, "mv-cache", disk.toString());
    assertPrints(moved, "moved 2 pyramids (SIZE) to FOLDER/disk\n");
    assertThat(plain(moved.err()))
        .isEqualTo(
            "visiomatic: The link FOLDER/cache leads there; set cache_dir to FOLDER/disk when convenient ('visiomatic config set cache_dir FOLDER/disk').\n");
    assertThat(Files.readSymbolicLink(cache)).isEqualTo(disk);
    assertThat(FolderBytes.of(disk)).isEqualTo(before).hasSizeGreaterThan(4);
    Ran again = ran("mv-cache", "--yes", disk.toString());
    assertThat(again.code()).isEqualTo(ExitCode.USAGE);
    assertThat(again.err()).contains("is a link to " + disk + " already");
  }

  @Test
  void movesTheCacheAsJsonAndFinishesWhatWasCutOff() throws IOException {
    Path disk = folder.resolve("disk");
    assertFits("mv-cache", ran("mv-cache", "--json", "--dry-run", disk.toString()), 1);
    assertFits("mv-cache", ran("mv-cache", "--json", "--yes", disk.toString()), 1);
    Path leftover = Files.createDirectories(folder.resolve(".cache.moved").resolve("deep"));
    Ran rehearsed = ran("mv-cache", "--json", "--dry-run", disk.toString());
    assertThat(rehearsed.out()).contains("\"would_finish\"");
    assertFits("mv-cache", rehearsed, 1);
    assertThat(leftover).exists();
    assertPrints(
        ran("mv-cache", "--yes", disk.toString()),
        "removed what an earlier move to FOLDER/disk left\n");
    assertThat(Files.exists(leftover, LinkOption.NOFOLLOW_LINKS)).isFalse();
    assertThat(FolderBytes.pyramids(cache)).hasSize(2);
  }

  @Test
  void refusesPlacesThatTheCacheCannotMoveTo() throws IOException {
    Ran inside = ran("mv-cache", "--yes", cache.resolve("x").toString());
    assertThat(inside.code()).isEqualTo(ExitCode.USAGE);
    assertThat(plain(inside.err()))
        .isEqualTo(
            "visiomatic: FOLDER/cache/x is inside the cache folder FOLDER/cache; name a place outside.\n");
    try (Stream<Path> entries = Files.list(folder)) {
      assertThat(entries).hasSize(3);
    }
  }
}
