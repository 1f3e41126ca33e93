package org.visiomatic.shell.config;

import java.nio.file.Path;
import java.util.List;
import org.visiomatic.serve.DecimalRange;
import org.visiomatic.serve.WholeRange;
import org.visiomatic.tiler.batch.ByteSize;
import org.visiomatic.tiler.pyramid.TileSize;

/// What values a setting takes: how their text is read, and what is refused.
///
/// @param <T> type of the values
public interface Kind<T> {

  /// What stands for a value in the help, such as `integer`.
  String label();

  /// Which values are allowed, in words, for the help and for messages; empty when all are.
  default String limits() {
    return "";
  }

  /// Reads a value.
  ///
  /// @throws IllegalArgumentException when it is not allowed; the message says what is, without
  ///   naming the setting
  T parse(String text);

  /// How a value is written in a configuration file, so that it reads as the same.
  default String text(T value) {
    return String.valueOf(value);
  }

  /// Whether it is a switch, which on the command line needs no value.
  default boolean isFlag() {
    return false;
  }

  /// The values that it takes, where these are a few names: all of them, for those who complete
  /// what is typed.
  default List<String> choices() {
    return List.of();
  }

  /// Whether its values are not to be shown.
  default boolean isSecret() {
    return false;
  }

  /// One line of text, not blank.
  static Kind<String> text(String label) {
    return new TextKinds.Texts(label);
  }

  /// One line of text, or nothing.
  static Kind<String> optionalText(String label) {
    return new TextKinds.OptionalTexts(label);
  }

  /// One line of text, or nothing, that only those who need it may see.
  static Kind<String> secret(String label) {
    return new TextKinds.Secrets(label);
  }

  /// Whole numbers within a range.
  static Kind<Integer> integer(WholeRange range) {
    return new NumberKinds.Integers(range);
  }

  /// Numbers within a range.
  static Kind<Double> decimal(DecimalRange range) {
    return new NumberKinds.Decimals(range);
  }

  /// On or off.
  static Kind<Boolean> flag() {
    return new ChoiceKinds.Flags();
  }

  /// Files or folders; `~` at the start is the user's home.
  static Kind<Path> path(String label) {
    return new TextKinds.Paths(label);
  }

  /// A path of a URL: `/` and something after it; slashes at the end are dropped.
  static Kind<String> urlPath() {
    return new TextKinds.UrlPaths(false);
  }

  /// The same, or nothing.
  static Kind<String> urlPrefix() {
    return new TextKinds.UrlPaths(true);
  }

  /// Numbers of bytes within a range, with a unit or without: `500G`, `192M`, `1048576`.
  static Kind<Long> bytes(WholeRange range) {
    return new NumberKinds.ByteCounts(
        range,
        "a number of bytes from %s to %s, such as 192M"
            .formatted(ByteSize.text(range.least()), ByteSize.text(range.most())));
  }

  /// The same; 0 or `none` stands for no limit, which is [Long#MAX_VALUE].
  static Kind<Long> byteLimit() {
    return new NumberKinds.OrNone(
        new NumberKinds.ByteCounts(
            new WholeRange(1, Long.MAX_VALUE), "a number of bytes such as 500G"));
  }

  /// The address of a document: a path of this server, one of another server, or nothing.
  static Kind<String> url() {
    return new TextKinds.Urls();
  }

  /// Texts separated by commas or blanks; may be empty.
  static Kind<List<String>> list(String label) {
    return new TextKinds.Lists(label);
  }

  /// Whole numbers from 1; 0 or `none` stands for no limit, which is [Long#MAX_VALUE].
  static Kind<Long> countLimit() {
    return new NumberKinds.OrNone(new NumberKinds.Counts());
  }

  /// One of the names of an enum, in lower case.
  static <E extends Enum<E>> Kind<E> choice(Class<E> type) {
    return new ChoiceKinds.Choices<>(type);
  }

  /// A tile shape, height first: `256,256`, or one number for both.
  static Kind<TileSize> tileSize() {
    return new NumberKinds.TileSizes();
  }
}
