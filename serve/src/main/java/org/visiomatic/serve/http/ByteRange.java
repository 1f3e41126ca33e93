package org.visiomatic.serve.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A part of a file (RFC 9110, section 14).
///
/// @param first first byte, from 0
/// @param length how many bytes; 0 when there is nothing at the place that was asked for
record ByteRange(long first, long length) {

  private static final Pattern ONE =
      Pattern.compile("bytes\\s*=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})", Pattern.CASE_INSENSITIVE);

  /// The part that a `Range` header asks for; empty when the whole is to be sent: several parts at
  /// once, other units, nonsense.
  static Optional<ByteRange> parse(String header, long size) {
    Matcher matcher = ONE.matcher(header.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String from = matcher.group(1);
    String to = matcher.group(2);
    if (from.isEmpty()) {
      if (to.isEmpty()) {
        return Optional.empty();
      }
      long last = Math.min(Long.parseLong(to), size);
      return Optional.of(new ByteRange(size - last, last));
    }
    long first = Long.parseLong(from);
    long last = to.isEmpty() ? size - 1 : Math.min(Long.parseLong(to), size - 1);
    if (!to.isEmpty() && Long.parseLong(to) < first) {
      return Optional.empty();
    }
    return Optional.of(new ByteRange(first, Math.max(0, last - first + 1)));
  }

  /// Whether there is anything to send.
  boolean isThere() {
    return length > 0;
  }

  /// The value of the `Content-Range` header.
  String of(long size) {
    return isThere()
        ? "bytes " + first + '-' + (first + length - 1) + '/' + size
        : "bytes */" + size;
  }
}
