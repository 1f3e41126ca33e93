package org.visiomatic.serve.web;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import org.visiomatic.serve.api.Answer.Freshness;

/// A file to be sent as it is.
///
/// @param mediaType what it holds
/// @param size bytes
/// @param tag entity tag with its quotes
/// @param changed when it was last changed, if that is known
/// @param freshness how long it may be used again
/// @param content opens the bytes
public record StaticFile(
    String mediaType,
    long size,
    String tag,
    Optional<Instant> changed,
    Freshness freshness,
    Content content) {

  /// Opens the bytes; called at most once per answer.
  public interface Content {
    /// The bytes, to be closed by the caller.
    InputStream open() throws IOException;
  }
}
