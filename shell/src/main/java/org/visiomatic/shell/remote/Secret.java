package org.visiomatic.shell.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.config.HostSection;

/// The token that a server's interface for administrators asks for, and where it comes from.
///
/// @param token empty for none
/// @param origin for people: `the token of the file /etc/token`
record Secret(Optional<String> token, String origin) {

  private static final String VARIABLE = HostSection.ADMIN_TOKEN.environmentName();

  /// No token.
  static final Secret NONE = new Secret(Optional.empty(), "none");

  /// The one to show: of the named file, else of the environment, else of the configuration.
  ///
  /// @throws ConfigurationException when there is no token where there should be one
  static Secret find(
      Optional<Path> file, Map<String, String> environment, Supplier<Configuration> configuration) {
    if (file.isPresent()) {
      return ofFile(file.get(), "the token of the file ");
    }
    String variable = environment.getOrDefault(VARIABLE, "");
    if (!variable.isBlank()) {
      return of(variable, "the token of the variable " + VARIABLE);
    }
    Path configured = configuration.get().get(HostSection.ADMIN_TOKEN_FILE);
    if (!configured.toString().isEmpty()) {
      return ofFile(configured, "the token of admin_token_file ");
    }
    String token = configuration.get().get(HostSection.ADMIN_TOKEN);
    return token.isBlank() ? NONE : of(token, "the token of the setting admin_token");
  }

  private static Secret ofFile(Path file, String origin) {
    try (Stream<String> lines = Files.lines(file)) {
      String first = lines.findFirst().orElse("");
      if (first.isBlank()) {
        throw new ConfigurationException(
            "The file %s says nothing; its first line must be the token.".formatted(file));
      }
      return of(first, origin + file);
    } catch (IOException | UncheckedIOException e) {
      throw new ConfigurationException(
          "The token file %s cannot be read (%s).".formatted(file, e.getClass().getSimpleName()),
          e);
    }
  }

  private static Secret of(String token, String origin) {
    String bare = token.strip();
    if (bare.chars().anyMatch(symbol -> symbol <= ' ' || symbol > '~')) {
      throw new ConfigurationException(
          "What should be a token, %s, holds characters that no token has."
              .formatted(origin.replaceFirst("the token", "that")));
    }
    return new Secret(Optional.of(bare), origin);
  }

  /// Without the token, which must not get into logs.
  @Override
  public String toString() {
    return origin;
  }
}
