package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.shell.demo.SyntheticSky;
import org.visiomatic.tiler.source.FitsFixtures;

/// Types on a real terminal. Needs tmux; where there is none it is reported as not run, unless
/// `VISIOMATIC_REQUIRE_TERMINAL` is set.
class ShellTerminalIT {

  private static final String PROMPT = "› ";

  @TempDir Path folder;
  private Path data;

  @BeforeEach
  void exposeASky() throws IOException {
    assertThat(Tmux.isThere() || System.getenv("VISIOMATIC_REQUIRE_TERMINAL") == null)
        .as("a tmux on the path, which VISIOMATIC_REQUIRE_TERMINAL asks for")
        .isTrue();
    assumeTrue(Tmux.isThere(), "no tmux on the path");
    data = Files.createDirectory(folder.resolve("data"));
    new SyntheticSky(600, 400, 1).write(data.resolve("sky one.fits"));
    new SyntheticSky(300, 200, 2).write(data.resolve("stars.fits"));
  }

  private Tmux shell(String... variables) throws IOException, InterruptedException {
    List<String> environment =
        Stream.concat(
                Stream.of("VISIOMATIC_HISTORY=" + folder.resolve("state/history"), "PAGER="),
                Stream.of(variables))
            .toList();
    List<String> line = PackagedCommand.line(folder.resolve("cache"), "shell");
    // As the launcher says of standard error.
    line.add(1, "-Dvisiomatic.terminal=true");
    Tmux terminal = Tmux.start(folder, environment, line);
    terminal.await("›");
    return terminal;
  }

  /// Types a line and waits for what it says.
  private static String run(Tmux terminal, String line, String answer)
      throws IOException, InterruptedException {
    terminal.type(line);
    terminal.press("Enter");
    return terminal.await(answer);
  }

  /// Clears the line, and waits for another one.
  private static void clear(Tmux terminal) throws IOException, InterruptedException {
    terminal.press("C-c");
    terminal.awaitMatch(PROMPT.strip() + "$");
  }

  @Test
  void completesVerbsOptionsAndNames() throws Exception {
    try (Tmux terminal = shell()) {
      terminal.type("til");
      terminal.press("Tab");
      terminal.await(PROMPT + "tile");
      terminal.type("--dry");
      terminal.press("Tab");
      terminal.await("tile --dry-run");
      terminal.type(data + "/sky");
      terminal.press("Tab");
      terminal.await("sky\\ one.fits");
      terminal.press("Enter");
      terminal.await("1 to build");
      terminal.type("tile --progress ");
      terminal.press("Tab");
      terminal.awaitMatch("auto +bar +json +none +plain");
      clear(terminal);
      terminal.type("verify --re");
      terminal.press("Tab");
      terminal.await("verify --repair");
    }
  }

  @Test
  void completesImagesWithTheirSizesAndShowsThem() throws Exception {
    try (Tmux terminal = shell()) {
      run(terminal, "tile -q " + data + "; nonsense", "There is no verb 'nonsense'");
      terminal.type("info ");
      terminal.press("Tab");
      terminal.awaitMatch("sky\\\\? one.fits +\\([0-9.]+ [KM]iB\\)");
      terminal.awaitMatch("stars.fits +\\([0-9.]+ [KM]iB\\)");
      clear(terminal);
      terminal.type("show sta");
      terminal.press("Tab");
      terminal.await(PROMPT + "show stars.fits");
      terminal.type("--columns 30 --rows 10");
      terminal.press("Enter");
      terminal.await("▀");
      terminal.awaitMatch("▀.*" + PROMPT.strip() + "$");
      terminal.type("config set compr");
      terminal.press("Tab");
      terminal.await("config set compress");
      terminal.press("Tab");
      terminal.awaitMatch("none +zstd");
    }
  }

  @Test
  void remembersLinesInTheNextSession() throws Exception {
    try (Tmux terminal = shell()) {
      run(terminal, "tile '" + data + "/stars.fits'", "1 built");
      run(terminal, "nonsense --admin_token=0123456789abcdef", "There is no verb 'nonsense'");
      terminal.press("C-d");
      terminal.await("ended with 2");
    }
    try (Tmux terminal = shell()) {
      terminal.await("1/100 images (1 %)");
      terminal.press("Up");
      terminal.await(PROMPT + "tile '" + data + "/stars.fits'");
      clear(terminal);
      terminal.press("C-r");
      terminal.type("stars");
      terminal.await("bck-i-search: stars");
      terminal.press("Enter");
      terminal.await("0 built, 1 current");
      terminal.type("exit");
      terminal.press("Enter");
      terminal.await("ended with 0");
    }
    assertThat(folder.resolve("state/history")).content().doesNotContain("0123456789abcdef");
  }

  @Test
  void interruptsTheVerbAndNotTheShell() throws Exception {
    FitsFixtures.ramp(9000, 9000, 1).writeTo(data.resolve("large.fits"));
    try (Tmux terminal = shell()) {
      run(terminal, "tile --force " + data + "/large.fits", "tiling");
      terminal.press("C-c");
      terminal.await("The batch was stopped");
      terminal.awaitMatch("batch was stopped.*" + PROMPT.strip());
      assertThat(pyramids()).isEmpty();
      // A line that is being typed is gone, too, and nothing else.
      terminal.type("nonsense");
      clear(terminal);
      String screen = run(terminal, "help exit", "Ends the shell.");
      assertThat(screen).doesNotContain("There is no verb");
      terminal.press("C-d");
      terminal.await("ended with 130");
    }
  }

  private List<Path> pyramids() throws IOException {
    Path cache = folder.resolve("cache");
    return Files.isDirectory(cache) ? FolderBytes.pyramids(cache) : List.of();
  }

  @Test
  void showsPages() throws Exception {
    try (Tmux terminal = shell("PAGER=less", "LESS=")) {
      run(terminal, "help tile |", "Usage: tile");
      assertThat(terminal.screen()).doesNotContain("Examples");
      terminal.press("G");
      terminal.await("Examples");
      terminal.press("q");
      terminal.awaitMatch(PROMPT.strip() + "$");
      run(terminal, "verify --json | cut -c1-12", "{\"summary\":");
    }
  }

  /// Where no program for pages is installed.
  @Test
  void showsPagesOfItsOwn() throws Exception {
    try (Tmux terminal = shell("PATH=/nowhere")) {
      run(terminal, "help tile |", "Usage: tile");
      assertThat(terminal.screen()).doesNotContain("Examples");
      terminal.type("G");
      terminal.await("Examples");
      terminal.type("q");
      run(terminal, "nonsense", "There is no verb 'nonsense'");
    }
  }

  @Test
  void givesThePortOfAServerBack() throws Exception {
    String line = "serve --port=0 --data_dir " + data;
    try (Tmux terminal = shell()) {
      for (int time = 1; time <= 2; time++) {
        terminal.type(line);
        terminal.press("Enter");
        terminal.awaitMatch("(at http://localhost:.*){" + time + "}");
        terminal.press("C-c");
        terminal.awaitMatch("(\\^C stops\\).*){" + time + "}" + PROMPT.strip() + "$");
      }
      terminal.press("C-d");
      terminal.await("ended with 130");
    }
  }

  @Test
  void continuesLinesAndKeepsQuotes() throws Exception {
    try (Tmux terminal = shell()) {
      run(terminal, "tile --dry-run \\", "…");
      run(terminal, "'" + data + "/sky", "…");
      clear(terminal);
      run(terminal, "tile \\", "…");
      run(terminal, "'" + data + "/sky one.fits'", "1 built");
    }
  }

  @Test
  void worksOnADumbTerminalAndWithoutColours() throws Exception {
    try (Tmux terminal = shell("TERM=dumb")) {
      run(terminal, "help exit", "Ends the shell.");
      assertThat(terminal.screen()).doesNotContain("[0m").doesNotContain("^[");
      terminal.press("C-d");
      terminal.await("ended with 0");
    }
    try (Tmux terminal = shell("NO_COLOR=1")) {
      run(terminal, "help exit", "Ends the shell.");
      assertThat(terminal.screenWithColours())
          .doesNotContainPattern(Pattern.compile("\u001b\\[[0-9;]*3[0-9]m"));
    }
  }

  @Test
  void speaksUtf8WhateverTheLocaleSays() throws Exception {
    try (Tmux terminal = shell("LC_ALL=C", "LANG=C")) {
      assertThat(terminal.screen()).contains("›");
    }
  }

  @Test
  void endsInOrderWhenItIsTerminated() throws Exception {
    try (Tmux terminal = shell()) {
      terminal.type("a line that is not entered");
      terminal.signal("TERM");
      terminal.await("ended with 143");
      // The terminal shows again what is typed.
      terminal.type("echo");
      terminal.await("echo");
    }
  }
}
