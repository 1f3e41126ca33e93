package org.visiomatic.serve;

import java.nio.file.Path;
import java.util.Optional;

/// Folders whose files anybody may read.
///
/// @param clientDir web client to use in place of the built-in one
/// @param docDir documentation as HTML
/// @param docPath URL path of the documentation
/// @param extraDir further files, shown under `/extra`
public record PublishedFolders(
    Optional<Path> clientDir, Optional<Path> docDir, String docPath, Optional<Path> extraDir) {

  public PublishedFolders {
    Limits.checkPath("doc_path", docPath);
  }

  /// Only the built-in client.
  public static PublishedFolders none() {
    return new PublishedFolders(Optional.empty(), Optional.empty(), "/manual", Optional.empty());
  }
}
