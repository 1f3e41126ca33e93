package org.visiomatic.serve;

/// Checks settings against their limits; a value outside says which limit it breaks.
final class Limits {

  private Limits() {}

  static void check(String setting, long value, long low, long high) {
    new WholeRange(low, high).check(setting, value);
  }

  /// A URL path: starts with a slash, does not end with one, and holds nothing that would need
  /// encoding.
  static void checkPath(String setting, String path) {
    if (!path.matches("(/[A-Za-z0-9._~-]+)+")) {
      throw new IllegalArgumentException(
          "The setting %s is \"%s\", but it must be a path like /name, of letters, digits and . _ ~ -, without a slash at the end."
              .formatted(setting, path));
    }
  }

  /// The address of a document: a path of this server or one of another server.
  static void checkUrl(String setting, String url) {
    if (!ServerPaths.URL.matcher(url).matches()) {
      throw new IllegalArgumentException(
          "The setting %s is \"%s\", but it must be empty, a path like /manual/interface.html, or begin with https:// or http://."
              .formatted(setting, url));
    }
  }
}
