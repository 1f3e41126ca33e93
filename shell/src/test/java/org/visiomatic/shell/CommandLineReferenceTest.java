package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.visiomatic.shell.config.CacheSection;
import org.visiomatic.shell.config.Setting;
import org.visiomatic.shell.config.Settings;
import org.visiomatic.shell.console.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Keeps `docs/reference/command-line.md` and the command together.
class CommandLineReferenceTest {

  private static final Path PAGE = Path.of("../docs/reference/command-line.md");

  private static List<String> rows() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .dropWhile(line -> !line.equals("## Settings"))
        .filter(line -> line.startsWith("| `"))
        .toList();
  }

  @Test
  void hasARowWithTheDefaultOfEverySetting() throws IOException {
    for (Setting<?> setting : Settings.all()) {
      List<String> row =
          rows().stream().filter(line -> line.startsWith("| `" + setting.name() + "`")).toList();
      assertThat(row).as("rows of " + setting.name()).hasSize(1);
      boolean ofThePlatform = setting.equals(CacheSection.CACHE_DIR);
      if (!setting.builtIn().isEmpty() && !ofThePlatform) {
        assertThat(row.getFirst()).contains("`" + setting.builtIn() + "`");
      }
      if (setting.abbreviation() != ' ') {
        assertThat(row.getFirst()).contains("`-" + setting.abbreviation() + "`");
      }
    }
  }

  @Test
  void theReferenceOfSettingsTellsOfEachOnceAndWhetherItIsLive() throws IOException {
    List<String> page = Files.readAllLines(Path.of("../docs/reference/settings.md"));
    for (Setting<?> setting : Settings.all()) {
      List<String> row =
          page.stream()
              .filter(line -> line.startsWith("| `" + setting.name() + "` |"))
              // Tables of other things have fewer columns.
              .filter(line -> line.chars().filter(symbol -> symbol == '|').count() == 7)
              .toList();
      assertThat(row).as("rows of " + setting.name()).hasSize(1);
      String[] cells = row.getFirst().split(" *\\| *", -1);
      String letter = setting.abbreviation() == ' ' ? "" : "`-" + setting.abbreviation() + "`";
      assertThat(cells[2]).isEqualTo(letter);
      assertThat(cells[5]).as(setting.name()).isEqualTo(setting.isLive() ? "yes" : "");
      boolean ofThePlatform = setting.equals(CacheSection.CACHE_DIR);
      if (!ofThePlatform) {
        assertThat(cells[3])
            .isEqualTo(setting.builtIn().isEmpty() ? "empty" : "`" + setting.builtIn() + "`");
      }
    }
  }

  @Test
  void hasNoSettingThatIsNotThere() throws IOException {
    List<String> names = Settings.all().stream().map(Setting::name).toList();
    assertThat(rows().stream().map(row -> row.substring(3, row.indexOf('`', 3))))
        .containsExactlyElementsOf(names);
  }

  /// The page and those about verbs beside it.
  private static String pages() throws IOException {
    StringBuilder text = new StringBuilder(Files.readString(PAGE));
    Path verbs = PAGE.resolveSibling("verbs");
    if (Files.isDirectory(verbs)) {
      try (DirectoryStream<Path> pages = Files.newDirectoryStream(verbs, "*.md")) {
        for (Path page : pages) {
          text.append(Files.readString(page));
        }
      }
    }
    return text.toString();
  }

  private static String longName(String[] names) {
    return Stream.of(names).filter(name -> name.startsWith("--")).findFirst().orElseThrow();
  }

  @Test
  void namesEveryOtherOption() throws IOException {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    String page = pages();
    CommandSpec root = Commands.root(Surroundings.of(nowhere, nowhere, Map.of()), "--help");
    List<String> settings =
        Settings.all().stream().flatMap(setting -> setting.optionNames().stream()).toList();
    Stream.concat(
            Stream.of(root), root.subcommands().values().stream().map(CommandLine::getCommandSpec))
        .filter(command -> !command.usageMessage().hidden())
        .flatMap(command -> command.options().stream())
        .map(OptionSpec::names)
        .filter(names -> !settings.contains(names[0]))
        .map(CommandLineReferenceTest::longName)
        .forEach(name -> assertThat(page).containsPattern(name + "[`\\] ]"));
  }
}
