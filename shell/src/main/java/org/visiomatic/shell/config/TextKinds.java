package org.visiomatic.shell.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.visiomatic.serve.ServerPaths;

/// The kinds whose values are texts, paths and addresses.
final class TextKinds {

  private TextKinds() {}

  /// @see Kind#text
  record Texts(String label) implements Kind<String> {
    @Override
    public String parse(String text) {
      if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException(
            "'" + text + "' was given, but one line of text is needed");
      }
      return text.strip();
    }
  }

  /// @see Kind#optionalText
  record OptionalTexts(String label) implements Kind<String> {
    @Override
    public String parse(String text) {
      return text.isBlank() ? "" : new Texts(label).parse(text);
    }
  }

  /// @see Kind#secret
  record Secrets(String label) implements Kind<String> {
    @Override
    public String parse(String text) {
      return new OptionalTexts(label).parse(text);
    }

    @Override
    public boolean isSecret() {
      return true;
    }
  }

  /// @see Kind#list
  record Lists(String label) implements Kind<List<String>> {
    @Override
    public List<String> parse(String text) {
      return Arrays.stream(text.split("[,\\s]+")).filter(item -> !item.isEmpty()).toList();
    }

    @Override
    public String text(List<String> value) {
      return String.join(",", value);
    }
  }

  /// @see Kind#path
  record Paths(String label) implements Kind<Path> {
    @Override
    public Path parse(String text) {
      String home = System.getProperty("user.home");
      String expanded = text.equals("~") || text.startsWith("~/") ? home + text.substring(1) : text;
      try {
        return Path.of(expanded);
      } catch (InvalidPathException e) {
        throw new IllegalArgumentException(
            "'%s' was given, but a path is needed (%s)".formatted(text, e.getReason()), e);
      }
    }
  }

  /// @see Kind#urlPath
  record UrlPaths(boolean mayBeEmpty) implements LimitedKind<String> {
    @Override
    public String label() {
      return "path";
    }

    @Override
    public String limits() {
      return (mayBeEmpty ? "nothing or " : "")
          + "a path such as /name of letters, digits and -._~/";
    }

    @Override
    public Optional<String> read(String text) {
      String path = text.strip().replaceAll("/+$", "");
      boolean allowed = path.isEmpty() ? mayBeEmpty : path.matches("(/[A-Za-z0-9._~-]+)+");
      return allowed ? Optional.of(path) : Optional.empty();
    }
  }

  /// @see Kind#url
  record Urls() implements LimitedKind<String> {
    @Override
    public String label() {
      return "URL";
    }

    @Override
    public String limits() {
      return "nothing, a path such as /manual/interface.html, or an address that begins with https:// or http://";
    }

    @Override
    public Optional<String> read(String text) {
      return Optional.of(text.strip()).filter(url -> ServerPaths.URL.matcher(url).matches());
    }
  }
}
