package org.visiomatic.serve.ops;

import java.util.Locale;

/// Why a connection brought no request, or was closed before the end of one.
public enum ConnectionRefusal {
  /// What came is no HTTP, or broke off.
  MALFORMED,
  /// The body is longer than is read.
  BODY_TOO_LONG,
  /// The address is longer than is read.
  ADDRESS_TOO_LONG,
  /// The headers are longer than is read.
  HEADERS_TOO_LONG,
  /// The visitor held it up for too long.
  STUCK,
  /// Something else.
  OTHER;

  /// Why requests are answered with a status before they are requests.
  public static ConnectionRefusal of(int status) {
    return switch (status) {
      case 400 -> MALFORMED;
      case 413 -> BODY_TOO_LONG;
      case 414 -> ADDRESS_TOO_LONG;
      case 431 -> HEADERS_TOO_LONG;
      default -> OTHER;
    };
  }

  /// As metrics name it.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
