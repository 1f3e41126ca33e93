package org.visiomatic.shell.configure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.shell.config.CacheSection;
import org.visiomatic.shell.config.ConfigurationLines;
import org.visiomatic.shell.config.HostSection;
import org.visiomatic.shell.config.ImageSection;
import org.visiomatic.shell.config.Setting;

class FileEditTest {

  private static final List<Setting<?>> SETTINGS =
      List.of(HostSection.PORT, ImageSection.QUALITY, CacheSection.MAX_OPEN_FILES);

  private static final int CHANGES = 60;

  @TempDir Path folder;

  /// Sets one setting to one number after the other, and looks whether it still has the last one.
  static final class Writer {

    private Writer() {}

    public static void main(String[] arguments) throws IOException {
      write(Path.of(arguments[0]), SETTINGS.get(Integer.parseInt(arguments[1])));
    }

    static void write(Path file, Setting<?> setting) throws IOException {
      for (int change = 0; change < CHANGES; change++) {
        String last = String.valueOf(change - 1);
        String next = String.valueOf(change);
        FileEdit edit = FileEdit.of(file, lines -> lines.with(setting, next), false);
        if (change > 0 && !edit.before().value(setting).orElse("none").equals(last)) {
          throw new IllegalStateException(
              "%s was lost: %s".formatted(last, edit.before().value(setting)));
        }
      }
    }
  }

  @Test
  void changesOfSeveralProcessesAndThreadsLoseNoneOfOneAnother() throws Exception {
    Path file = folder.resolve("visiomatic.conf");
    List<Process> others = new ArrayList<>();
    for (String number : List.of("0", "1")) {
      others.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Writer.class.getName(),
                  file.toString(),
                  number)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log" + number).toFile())
              .start());
    }
    while (others.stream().anyMatch(Process::isAlive)) {
      Writer.write(file, SETTINGS.get(2));
      FileEdit.of(file, lines -> lines.without(SETTINGS.get(2).name()), false);
    }
    for (int i = 0; i < others.size(); i++) {
      assertThat(others.get(i).waitFor()).as(Files.readString(folder.resolve("log" + i))).isZero();
    }
    ConfigurationLines last = ConfigurationLines.of(Files.readAllBytes(file));
    assertThat(last.value(SETTINGS.get(0))).contains(String.valueOf(CHANGES - 1));
    assertThat(last.value(SETTINGS.get(1))).contains(String.valueOf(CHANGES - 1));
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("visiomatic.conf", "log0", "log1");
    }
  }

  @Test
  void beginsAnewWhenAnEditorWasQuicker() throws IOException {
    Path file = Files.writeString(folder.resolve("c"), "gamma = 1\n");
    List<String> seen = new ArrayList<>();
    FileEdit.of(
        file,
        lines -> {
          seen.add(lines.value(ImageSection.GAMMA).orElse(""));
          if (seen.size() == 1) {
            write(file, "gamma = 2\n");
          }
          return lines.with(HostSection.PORT, "1");
        },
        false);
    assertThat(seen).containsExactly("1", "2");
    assertThat(file).hasContent("gamma = 2\nport = 1\n");
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void leavesAFileAloneThatNothingChanges() throws IOException {
    Path file = Files.writeString(folder.resolve("c"), "port = 1\n");
    Object key = Files.getAttribute(file, "unix:ino");
    assertThat(FileEdit.of(file, lines -> lines.with(HostSection.PORT, "1"), false).isChange())
        .isFalse();
    assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(key);
    Path none = folder.resolve("none");
    FileEdit.of(none, lines -> lines, false);
    assertThat(none).doesNotExist();
  }

  @Test
  void whatIsRefusedLeavesNothingBehind() throws IOException {
    Path file = Files.writeString(folder.resolve("c"), "port = 1\n");
    assertThatThrownBy(
            () ->
                FileEdit.of(
                    file,
                    lines -> {
                      throw new IllegalStateException("No.");
                    },
                    false))
        .hasMessage("No.");
    assertThat(file).hasContent("port = 1\n");
    assertThat(folder.toFile().list()).containsExactly("c");
  }

  @Test
  void saysWhatCannotBeWritten() throws IOException {
    Path below = Files.createFile(folder.resolve("file")).resolve("c");
    assertThatThrownBy(() -> FileEdit.of(below, lines -> lines.with(HostSection.PORT, "1"), false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("The configuration file " + below + " cannot be written: ")
        .hasMessageContaining("--config");
  }

  @Test
  void aNewFileWithASecretIsForItsOwnerOnly() throws IOException {
    Path secret = folder.resolve("secret");
    FileEdit.of(secret, lines -> lines.with(HostSection.ADMIN_TOKEN, "x"), true);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");
  }
}
