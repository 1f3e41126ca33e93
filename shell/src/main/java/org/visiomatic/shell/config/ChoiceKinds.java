package org.visiomatic.shell.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The kinds whose values are a few names.
final class ChoiceKinds {

  private ChoiceKinds() {}

  /// @see Kind#choice
  record Choices<E extends Enum<E>>(Class<E> type) implements LimitedKind<E> {
    @Override
    public String label() {
      return names("|");
    }

    @Override
    public String limits() {
      return names(" or ");
    }

    private String names(String between) {
      return String.join(between, choices());
    }

    @Override
    public List<String> choices() {
      return Arrays.stream(type.getEnumConstants()).map(this::text).toList();
    }

    @Override
    public Optional<E> read(String text) {
      return Arrays.stream(type.getEnumConstants())
          .filter(one -> one.name().equalsIgnoreCase(text.strip()))
          .findFirst();
    }

    @Override
    public String text(E value) {
      return value.name().toLowerCase(Locale.ROOT);
    }
  }

  /// @see Kind#flag
  record Flags() implements LimitedKind<Boolean> {
    @Override
    public String label() {
      return "true|false";
    }

    @Override
    public String limits() {
      return "true or false";
    }

    @Override
    public List<String> choices() {
      return List.of("true", "false");
    }

    @Override
    public boolean isFlag() {
      return true;
    }

    @Override
    public Optional<Boolean> read(String text) {
      return switch (text.strip().toLowerCase(Locale.ROOT)) {
        case "true", "yes", "on", "1" -> Optional.of(true);
        case "false", "no", "off", "0", "" -> Optional.of(false);
        default -> Optional.empty();
      };
    }
  }
}
