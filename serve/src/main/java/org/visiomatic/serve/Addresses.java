package org.visiomatic.serve;

import java.util.List;

/// Keeps the URL paths that settings choose apart from each other and from what stands at fixed
/// ones. Of two things at one address, visitors would find only one.
final class Addresses {

  /// First parts of the addresses of the server itself and of the files of its client.
  private static final List<String> RESERVED =
      List.of(
          "/assets",
          "/client",
          "/docs",
          "/extra",
          "/healthz",
          "/index.html",
          "/kill",
          "/metrics",
          "/openapi.json",
          "/readyz",
          "/redoc");

  private Addresses() {}

  /// Refuses paths of which one hides the other, or something else.
  static void check(String apiPath, String docPath) {
    demandUnreserved("api_path", apiPath);
    demandUnreserved("doc_path", docPath);
    if (holds(apiPath, docPath) || holds(docPath, apiPath)) {
      throw new IllegalArgumentException(
          "The settings api_path and doc_path are \"%s\" and \"%s\", but they must differ, and neither may lie below the other."
              .formatted(apiPath, docPath));
    }
  }

  /// Refuses a root path that hides one of these, or something else. It is cut off first, so that
  /// what it hides is what begins with it.
  static void checkRoot(String rootPath, String apiPath, String docPath) {
    demandDistinct(rootPath, "api_path", apiPath);
    demandDistinct(rootPath, "doc_path", docPath);
    if (RESERVED.contains(rootPath)) {
      throw reserved("root_path", rootPath, rootPath);
    }
  }

  private static void demandUnreserved(String setting, String path) {
    for (String address : RESERVED) {
      if (holds(address, path)) {
        throw reserved(setting, path, address);
      }
    }
  }

  private static void demandDistinct(String rootPath, String setting, String path) {
    if (!rootPath.isEmpty() && holds(rootPath, path)) {
      throw new IllegalArgumentException(
          "The settings root_path and %s are \"%s\" and \"%s\", but the latter is counted from the root path and must not begin with it."
              .formatted(setting, rootPath, path));
    }
  }

  private static IllegalArgumentException reserved(String setting, String path, String address) {
    return new IllegalArgumentException(
        "The setting %s is \"%s\", but it must be another path, as %s is an address of the server itself."
            .formatted(setting, path, address));
  }

  /// Whether a path is another one or lies below it.
  private static boolean holds(String upper, String path) {
    return path.equals(upper) || path.startsWith(upper + "/");
  }
}
