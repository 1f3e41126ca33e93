package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.tiler.source.FitsFixtures;

/// Lines of scripts.
class ShellTest {

  @TempDir Path folder;
  private String cache;
  private Path sky;

  @BeforeEach
  void exposeASky() throws IOException {
    cache = folder.resolve("cache").toString();
    sky = folder.resolve("sky one.fits");
    FitsFixtures.ramp(60, 40, 1).writeTo(sky);
  }

  private Ran shell(String script) {
    return Ran.reading(script, "shell", "--cache_dir", cache);
  }

  @Test
  void runsTheVerbsOfAScript() {
    Ran ran =
        shell(
            """
            # A night.
            tile --quiet '%s'

            verify | sed -e 's/-[0-9a-f]*\\.ome/-HASH.ome/' > '%s/good'   # all of it
            verify --quiet
            """
                .formatted(sky, folder));
    assertThat(ran).isEqualTo(new Ran(ExitCode.OK, "", ""));
    assertThat(folder.resolve("good"))
        .content()
        .endsWith("/sky one.fits-HASH.ome.zarr\n1 pyramid: 1 good.\n");
  }

  @Test
  void runsTheVerbsBehindAnOption() {
    Ran ran =
        Ran.of("shell", "--cache_dir", cache, "-c", "tile -q '" + sky + "'; verify --quiet --json");
    assertThat(ran.code()).isZero();
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void joinsLinesOfAScript() {
    assertThat(shell("help \\\n exit\n").out()).startsWith("Usage: exit");
  }

  @Test
  void endsWithTheCodeOfTheLastVerbThatFailed() {
    Ran ran = shell("nonsense\ntile '" + folder.resolve("none") + "'\nhelp exit\n");
    assertThat(ran.code()).isEqualTo(ExitCode.NO_INPUT);
    assertThat(ran.err())
        .startsWith("visiomatic: There is no verb 'nonsense'; 'help' lists those that are there.\n")
        .contains(folder.resolve("none").toString());
  }

  @Test
  void stopsAtTheFirstFailureWhereThatIsWanted() {
    Ran ran = Ran.reading("nonsense\nhelp exit\n", "shell", "--fail-fast", "--cache_dir", cache);
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void endsWhereItIsTold() {
    assertThat(shell("exit\nnonsense\n")).isEqualTo(new Ran(ExitCode.OK, "", ""));
    assertThat(shell("quit; nonsense\n")).isEqualTo(new Ran(ExitCode.OK, "", ""));
  }

  @Test
  void saysThatAQuoteIsNotClosed() {
    assertThat(shell("help exit\ntile 'a\nb\n").err())
        .isEqualTo("visiomatic: The quote ' is not closed.\n");
  }

  @Test
  void namesVerbsWithoutTheProgram() {
    assertThat(shell("tile --nonsense x\n").err())
        .isEqualTo(
            """
            visiomatic: Unknown option: '--nonsense'.
            Try 'tile --help'.
            """);
  }

  @Test
  void refusesToRunInItself() {
    Ran ran = shell("shell\n");
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err())
        .isEqualTo("visiomatic: The verb 'shell' is for the command line outside of the shell.\n");
  }

  @Test
  void appliesItsSettingsToAllVerbsUnlessTheySayOtherwise() throws IOException {
    Path other = folder.resolve("other");
    Path file = Files.writeString(folder.resolve("it.conf"), "[cache]\ncompress = zstd\n");
    Ran ran =
        Ran.of(
            "shell",
            "--config=" + file,
            "--cache_dir=" + cache,
            "-c",
            "tile -q '%s'; tile -q --cache_dir '%s' '%s'".formatted(sky, other, sky));
    assertThat(ran).isEqualTo(new Ran(ExitCode.OK, "", ""));
    for (Path place : List.of(Path.of(cache), other)) {
      assertThat(FolderBytes.pyramids(place)).hasSize(1);
      assertThat(FolderBytes.pyramids(place).getFirst().resolve("0/zarr.json"))
          .content()
          .contains("zstd");
    }
  }

  @Test
  void refusesSettingsThatNoVerbCouldUse() {
    Ran ran = Ran.of("shell", "--port=70000", "-c", "help");
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("Option --port: '70000' was given");
  }

  @Test
  void givesVerbsNoneOfTheScriptToRead() {
    Ran ran = shell("tile --quiet -\nhelp exit\n");
    assertThat(ran.out()).startsWith("Usage: exit");
    assertThat(ran.code()).isEqualTo(ExitCode.NO_INPUT);
  }

  @Test
  void listsVerbsByFamily() {
    Ran ran = shell("help\n");
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .startsWith(
            """
            Showing and caching
              serve     Shows a FITS image in the web browser, or serves a folder of them.
              demo      Makes a small sky of stars, galaxies and gas in three bands and shows it.
            """)
        .contains("\nShell\n  help ", "  exit ", "'help VERB' tells all about one")
        .doesNotContain("rehearse", "  shell ");
  }

  @Test
  void endsTheHelpOfAVerbWithExamples() {
    Ran ran = shell("help verify\n");
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .startsWith("Usage: verify [OPTIONS] [CACHE...]\n")
        .endsWith(
            """

            Examples
              verify
                  looks at every pyramid of the cache folder
              verify --source m31.fits
                  compares one with its image, pixel for pixel
              verify --repair --quiet
                  builds damaged ones again
            """);
  }

  @Test
  void helpsOutsideToo() {
    assertThat(Ran.of("help").out()).contains("Shell\n  shell ");
    assertThat(Ran.of("help", "tile").out()).startsWith("Usage: visiomatic tile ");
    assertThat(Ran.of("help", "nonsense"))
        .isEqualTo(
            new Ran(
                ExitCode.USAGE,
                "",
                "visiomatic: There is no verb 'nonsense'; 'help' lists those that are there.\n"));
  }

  @Test
  void hasNoHistoryInAScript() {
    assertThat(shell("history --json\n")).isEqualTo(new Ran(ExitCode.OK, "", ""));
  }
}
