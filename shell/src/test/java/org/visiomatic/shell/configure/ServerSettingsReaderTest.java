package org.visiomatic.shell.configure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.visiomatic.serve.AdminSettings;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.serve.TlsSettings;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.config.HostSection;
import org.visiomatic.shell.config.Setting;

/// Secrets that the configuration holds, or that stand in files which it names.
class ServerSettingsReaderTest {

  private static final String TEXT = "0123456789abcdef";

  @TempDir Path folder;

  enum Secret {
    TOKEN,
    PASSWORD;

    Setting<String> given() {
      return switch (this) {
        case TOKEN -> HostSection.ADMIN_TOKEN;
        case PASSWORD -> HostSection.TLS_KEYSTORE_PASSWORD;
      };
    }

    Setting<Path> inFile() {
      return switch (this) {
        case TOKEN -> HostSection.ADMIN_TOKEN_FILE;
        case PASSWORD -> HostSection.TLS_KEYSTORE_PASSWORD_FILE;
      };
    }

    Optional<String> of(ServerSettings settings) {
      return switch (this) {
        case TOKEN -> settings.operations().admin().flatMap(AdminSettings::token);
        case PASSWORD -> settings.host().access().tls().flatMap(TlsSettings::password);
      };
    }
  }

  private static ServerSettings read(Secret secret, String given, String file) {
    Configuration configuration =
        Configuration.withoutFile(
            Map.of(),
            Map.of(
                HostSection.ADMIN_PORT,
                "1",
                HostSection.TLS_KEYSTORE,
                "/keys.p12",
                secret.given(),
                given,
                secret.inFile(),
                file));
    return ServerSettingsReader.read(configuration, Optional.empty(), List.of());
  }

  @ParameterizedTest
  @EnumSource
  void takesTheFirstLineOfTheFileBeforeTheSetting(Secret secret) throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), TEXT + "\nmore\n");
    assertThat(secret.of(read(secret, "another-secret-text", file.toString()))).contains(TEXT);
    assertThat(secret.of(read(secret, TEXT, ""))).contains(TEXT);
    assertThat(secret.of(read(secret, "", ""))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void refusesAFileWithoutASecret(Secret secret) throws IOException {
    Path empty = Files.createFile(folder.resolve("empty"));
    assertThatThrownBy(() -> read(secret, TEXT, empty.toString()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("The setting " + secret.inFile().name() + " is " + empty)
        .hasMessageContaining("whose first line is the secret");
    assertThatThrownBy(() -> read(secret, TEXT, folder.resolve("missing").toString()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("cannot be read (NoSuchFileException)");
  }

  @Test
  void leavesOutBlanksAroundATokenOfAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), TEXT + " \n");
    assertThat(Secret.TOKEN.of(read(Secret.TOKEN, "", file.toString()))).contains(TEXT);
  }
}
