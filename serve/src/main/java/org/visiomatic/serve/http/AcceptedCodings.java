package org.visiomatic.serve.http;

import java.util.Locale;

/// What an `Accept-Encoding` header says (RFC 9110, section 12.5.3).
final class AcceptedCodings {

  private AcceptedCodings() {}

  /// Whether gzip is taken, and not less gladly than the plain form.
  static boolean preferGzip(String header) {
    double gzip = -1;
    double identity = -1;
    double others = -1;
    for (String item : header.split(",")) {
      String[] parts = item.split(";", -1);
      double weight = weight(parts);
      switch (parts[0].strip().toLowerCase(Locale.ROOT)) {
        case "gzip", "x-gzip" -> gzip = weight;
        case "identity" -> identity = weight;
        case "*" -> others = weight;
        default -> {
          // A coding that we do not have.
        }
      }
    }
    double asked = gzip >= 0 ? gzip : others;
    return asked > 0 && asked >= identity;
  }

  private static double weight(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
      if (parameter.startsWith("q=")) {
        try {
          return Math.clamp(Double.parseDouble(parameter.substring(2).strip()), 0, 1);
        } catch (NumberFormatException e) {
          // What cannot be understood is not wanted.
          return 0;
        }
      }
    }
    return 1;
  }
}
