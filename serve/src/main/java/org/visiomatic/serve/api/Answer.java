package org.visiomatic.serve.api;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An answer, ready to be sent.
///
/// @param status HTTP status
/// @param mediaType of the body
/// @param body the bytes; empty when the client has them already (304)
/// @param tag entity tag with its quotes; null when the answer has none
/// @param freshness how long it may be used again
/// @param negotiated whether the `Accept` header had a say in the media type: then the answer must
///   carry `Vary: Accept`
@SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
public record Answer(
    int status,
    String mediaType,
    byte[] body,
    @Nullable String tag,
    Freshness freshness,
    boolean negotiated) {

  /// An answer whose media type does not depend on the `Accept` header.
  public Answer(
      int status, String mediaType, byte[] body, @Nullable String tag, Freshness freshness) {
    this(status, mediaType, body, tag, freshness, false);
  }

  /// HTML, as a media type.
  public static final String HTML = "text/html; charset=utf-8";

  /// JSON, as a media type.
  public static final String JSON = "application/json";

  /// Plain text, as a media type.
  public static final String TEXT = "text/plain; charset=utf-8";

  /// A good answer that is never kept.
  public static Answer passing(String mediaType, byte[] body) {
    return new Answer(200, mediaType, body, null, Freshness.NONE);
  }

  /// A good answer that may be used again when it is still the same, which its tag tells.
  public static Answer checked(String mediaType, byte[] body) {
    return new Answer(200, mediaType, body, EntityTag.ofContent(body), Freshness.CHECKED);
  }

  /// The same answer, for a client that has it already.
  public Answer unlessListed(Optional<String> ifNoneMatch) {
    return tag != null && EntityTag.isListed(ifNoneMatch, tag)
        ? new Answer(304, mediaType, new byte[0], tag, freshness, negotiated)
        : this;
  }

  /// The client has it already.
  static Answer unchanged(String mediaType, String tag, Freshness freshness) {
    return new Answer(304, mediaType, new byte[0], tag, freshness);
  }

  /// The same, depending on the `Accept` header or not.
  Answer negotiated(boolean value) {
    return new Answer(status, mediaType, body, tag, freshness, value);
  }

  /// How long an answer may be used again.
  public enum Freshness {
    /// Not at all.
    NONE("no-store"),
    /// Only after asking whether it is still good.
    CHECKED("no-cache"),
    /// For ever: the address changes when the content does.
    IMMUTABLE("public, max-age=31536000, immutable");

    private final String cacheControl;

    Freshness(String cacheControl) {
      this.cacheControl = cacheControl;
    }

    /// The value of the `Cache-Control` header.
    public String cacheControl() {
      return cacheControl;
    }
  }
}
