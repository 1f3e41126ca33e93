package org.visiomatic.serve.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/// Moments as HTTP writes them, to the second: `Sun, 06 Nov 1994 08:49:37 GMT`.
final class HttpDate {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private HttpDate() {}

  static String of(Instant moment) {
    return FORMAT.format(moment);
  }

  /// What a header says; empty when it is no date.
  static Optional<Instant> parse(String text) {
    try {
      return Optional.of(ZonedDateTime.parse(text.strip(), FORMAT).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /// Whether something was last changed at or before what a header says.
  static boolean isUnchangedSince(Instant changed, String header) {
    return parse(header)
        .filter(since -> !changed.truncatedTo(ChronoUnit.SECONDS).isAfter(since))
        .isPresent();
  }
}
