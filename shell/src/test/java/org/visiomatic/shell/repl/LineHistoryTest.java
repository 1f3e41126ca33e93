package org.visiomatic.shell.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visiomatic.shell.repl.PastLines.PastLine;

class LineHistoryTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve --admin_token 0123456789abcdef",
        "serve --admin-token=0123456789abcdef",
        "config set admin_token 0123456789abcdef",
        "connect --token 'x'",
        "config set tls_keystore_password hunter2",
        "connect http://me:secret@host:8010/"
      })
  void keepsNoSecrets(String line) {
    assertThat(LineHistory.isSecret(line)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connect --token-file ~/token",
        "config set admin_token_file /etc/token",
        "config get admin_token",
        "tile tokens/a.fits",
        "connect http://host:8010/"
      })
  void keepsWhatNamesFilesOnly(String line) {
    assertThat(LineHistory.isSecret(line)).isFalse();
  }

  @Test
  void leavesOutSecretsAndLinesThatBeginWithABlank() {
    LineHistory history = new LineHistory();
    List.of("ls", " ls -secret", "serve --admin_token 0123456789abcdef", "du")
        .forEach(history::add);
    assertThat(history.lines()).containsExactly(new PastLine(1, "ls"), new PastLine(2, "du"));
  }

  @Test
  void isReadByItsOwnerAlone() throws IOException {
    Path file = folder.resolve("state/visiomatic/history");
    LineHistory.prepare(file);
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    Files.writeString(file, "ls\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    LineHistory.prepare(file);
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(file).hasContent("ls\n");
  }
}
