package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.shell.config.CacheSection;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.Configuration.Origin;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.config.HostSection;
import org.visiomatic.shell.config.Setting;
import org.visiomatic.shell.config.Settings;
import org.visiomatic.shell.console.ExitCode;

class SaveAndShowConfigurationTest {

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, String> environment = new HashMap<>();

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), environment, arguments);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("visiomatic.conf"), text);
  }

  private static Configuration read(Path file) {
    return new Configuration(Optional.of(file), Map.of(), Map.of());
  }

  @Test
  void showsEverySettingBySectionInTheFormOfTheFile() throws IOException {
    assertThat(run("-S", "-c", file("port = 8010").toString(), "--tile-size", "64")).isZero();
    assertThat(out.toString())
        .startsWith("[host]\nhost = localhost\nport = 8010\n")
        .contains("\n\n[image]\n", "\n\n[server]\n", "\n\n[engine]\n", "\n\n[cache]\n")
        .contains("tile_size = 64,64\n", "max_cache_size = none\n", "compress = none\n");
    Path shown = Files.writeString(folder.resolve("shown.conf"), out.toString());
    for (Setting<?> setting : Settings.all()) {
      assertThat(read(shown).origin(setting)).as(setting.name()).isEqualTo(Origin.FILE);
    }
  }

  @Test
  void saysWhichLevelSetsEach() throws IOException {
    environment.put("VISIOMATIC_GAMMA", "2");
    Path file = file("[host]\nport = 8010\nworkers = 2\n");
    assertThat(run("--show_config", "--origin", "-c", file.toString(), "-w", "3")).isZero();
    assertThat(out.toString().lines())
        .anyMatch(line -> line.matches("host = localhost +# built-in"))
        .anyMatch(line -> line.matches("port = 8010 +# file .*visiomatic.conf:2"))
        .anyMatch(line -> line.matches("workers = 3 +# command line --workers"))
        .anyMatch(line -> line.matches("gamma = 2.0 +# environment VISIOMATIC_GAMMA"));
  }

  @Test
  void savesWhatHoldsSoThatItReadsTheSame() throws IOException {
    Path file = folder.resolve("new/visiomatic.conf");
    environment.put("VISIOMATIC_MAX_CACHE_SIZE", "1536M");
    assertThat(run("-s", "-c", file.toString(), "-p", "8010", "-a", "--compress", "zstd")).isZero();
    Configuration saved = read(file);
    assertThat(saved.get(HostSection.PORT)).isEqualTo(8010);
    assertThat(saved.get(HostSection.ACCESS_LOG)).isTrue();
    assertThat(saved.get(CacheSection.MAX_CACHE_SIZE)).isEqualTo(1536L << 20);
    Configuration given =
        new Configuration(
            Optional.of(file(Files.readString(file))), Map.of(), Map.of(HostSection.PORT, "8010"));
    for (Setting<?> setting : Settings.all()) {
      assertThat(saved.origin(setting)).as(setting.name()).isEqualTo(Origin.FILE);
      assertThat((Object) saved.get(setting)).isEqualTo(given.get(setting));
    }
    assertThat(Files.readString(file))
        .contains("# Port of the service")
        .contains("# Built in: 8009");
    assertThat(file.resolveSibling(".").toFile().list()).containsExactly("visiomatic.conf");
  }

  @Test
  void builtInValuesOfASavedFileAreNobodysWish() {
    Path file = folder.resolve("visiomatic.conf");
    assertThat(run("-s", "-c", file.toString(), "-p", "8010")).isZero();
    assertThat(Settings.all().stream().filter(read(file)::isAsked))
        .isEqualTo(List.of(HostSection.PORT));
  }

  @Test
  void refusesToOverwriteWithoutATerminal() throws IOException {
    Path file = file("port = 8010\n");
    assertThat(run("-s", "-c", file.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .isEqualTo(
            "visiomatic: Nobody can be asked whether to overwrite "
                + file
                + "; say so with --yes.\n");
    assertThat(file).hasContent("port = 8010\n");
  }

  @Test
  void overwritesWhenToldTo() throws IOException {
    Path file = file("port = 8010\n");
    assertThat(run("-s", "--yes", "-c", file.toString(), "-w", "2")).isZero();
    assertThat(read(file).get(HostSection.PORT)).isEqualTo(8010);
    assertThat(read(file).get(HostSection.WORKERS)).isEqualTo(2);
  }

  @Test
  void asksOnATerminal() throws IOException {
    Path file = file("port = 8010\n");
    Ran left = Ran.asking(text -> Optional.of(""), "-s", "-c", file.toString(), "-p", "1");
    assertThat(left.err()).isEqualTo("visiomatic: " + file + " is left as it is.\n");
    assertThat(file).hasContent("port = 8010\n");
    Ran saved = Ran.asking(text -> Optional.of(" Y "), "-s", "-c", file.toString(), "-p", "1");
    assertThat(saved.err()).isEqualTo("visiomatic: the configuration was saved in " + file + ".\n");
    assertThat(read(file).get(HostSection.PORT)).isEqualTo(1);
  }

  @Test
  void keepsALinkToTheFile() throws IOException {
    Path file = file("port = 8010\n");
    Path link = Files.createSymbolicLink(folder.resolve("link.conf"), file);
    assertThat(run("-s", "--yes", "-c", link.toString(), "-p", "1")).isZero();
    assertThat(link).isSymbolicLink();
    assertThat(read(file).get(HostSection.PORT)).isEqualTo(1);
  }

  @Test
  void saysWhatAFileCannotHold() {
    Path file = folder.resolve("new.conf");
    assertThat(run("-s", "-c", file.toString(), "--data_dir", "a\nb")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("Setting data_dir", "cannot hold");
    assertThat(file).doesNotExist();
  }

  @Test
  void saysWhereItCannotBeWritten() throws IOException {
    Path file = Files.createFile(folder.resolve("file")).resolve("visiomatic.conf");
    assertThat(run("-s", "-c", file.toString())).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("cannot be written").contains("--config");
  }

  @Test
  void optionsThatNeedAnotherAreNotIgnored() {
    assertThat(run("--yes")).isEqualTo(ExitCode.USAGE);
    assertThat(run("-s", "--origin")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .contains("Option --yes goes with --save_config.")
        .contains("Option --origin goes with --show_config.");
  }

  @Test
  void refusesABadFileEvenWhenShowingIt() throws IOException {
    Path file = file("port = 70000\n");
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Setting port of %s:1: '70000' was given, but a whole number from 0 to 65535 is needed."
                .formatted(file));
  }
}
