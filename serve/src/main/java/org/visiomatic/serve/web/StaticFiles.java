package org.visiomatic.serve.web;

import java.util.Optional;

/// A tree of files to be sent as they are.
public interface StaticFiles {

  /// The file at a path.
  ///
  /// @param path decoded, relative, parts separated by slashes; whatever a visitor sent
  Optional<StaticFile> find(String path);

  /// No files.
  static StaticFiles none() {
    return path -> Optional.empty();
  }
}
