package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.shell.config.Setting;
import org.visiomatic.shell.config.Settings;
import org.visiomatic.shell.console.ExitCode;

class MainTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), Map.of(), arguments);
  }

  @Test
  void printsItsVersion() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).matches("visiomatic \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
  }

  @Test
  void helpNamesEverySettingWithItsDefaultInBothSpellings() {
    assertThat(run("--help")).isZero();
    for (Setting<?> setting : Settings.all()) {
      assertThat(out.toString()).contains(setting.optionNames());
    }
    assertThat(out.toString()).contains("8009", "256,256", "Cache options");
  }

  @Test
  void refusesAnUnknownOptionWithOneSentence() {
    assertThat(run("--prot", "8010")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("--prot").contains("--help").doesNotContain("\tat ");
  }

  @Test
  void refusesAValueOutsideItsLimits() {
    assertThat(run("--port", "70000")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            "visiomatic: Option --port: '70000' was given, but a whole number from 0 to 65535 is needed.\n");
  }

  @Test
  @Timeout(60)
  void refusesAPathThatHidesAnAddressOfTheServer() {
    String cache = folder.resolve("cache").toString();
    assertThat(run("serve", "--port=0", "--cache_dir", cache, "--api_path", "/docs"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            "visiomatic: The setting api_path is \"/docs\", but it must be another path, as /docs is an address of the server itself.\n");
  }

  @Test
  void refusesOptionsThatStandBeforeAVerb() {
    assertThat(run("--port", "8371", "demo")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            """
            visiomatic: '--port' stands before 'demo' and would have no effect; write it after 'demo'.
            Try 'visiomatic demo --help'.
            """);
  }

  @Test
  void saysWhichImageIsMissing() {
    Path missing = folder.resolve("missing.fits");
    Path cache = folder.resolve("cache");
    assertThat(run("--port=0", "--no-browser", "--cache_dir", cache.toString(), missing.toString()))
        .isEqualTo(ExitCode.NO_INPUT);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines("visiomatic: There is no file " + missing + ".\n");
  }

  @Test
  void saysThatTheDataFolderIsMissing() {
    Path missing = folder.resolve("missing");
    String cache = folder.resolve("cache").toString();
    assertThat(run("--port=0", "--cache_dir", cache, "--data_dir", missing.toString()))
        .isEqualTo(ExitCode.FAILED);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            "visiomatic: The data folder "
                + missing
                + " is not there; name a folder of images with data_dir.\n");
  }

  @Test
  void servesByNameToo() {
    String missing = folder.resolve("missing").toString();
    String cache = folder.resolve("cache").toString();
    assertThat(run("serve", "--port=0", "--cache_dir", cache, "--data_dir", missing))
        .isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("The data folder " + missing + " is not there");
  }

  @Test
  void saysThatTheCacheFolderCannotBeUsed() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    String cache = file.resolve("cache").toString();
    assertThat(run("--port=0", "--cache_dir", cache, "--data_dir", folder.toString()))
        .isEqualTo(ExitCode.FAILED);
    assertThat(err.toString())
        .startsWith("visiomatic: The cache folder " + cache + " cannot be used: ")
        .endsWith("Name one that can be written with cache_dir." + System.lineSeparator());
  }
}
