package org.visiomatic.serve.api;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Strong entity tags (RFC 9110, section 8.8.3).
public final class EntityTag {

  private EntityTag() {}

  /// The tag of something that is fully described by a text and made by this version of the
  /// software.
  public static String of(String description) {
    return ofContent(description.getBytes(StandardCharsets.UTF_8));
  }

  /// The tag of something that is just these bytes, with this version of the software.
  static String ofContent(byte[] content) {
    return '"' + Fingerprint.of(content) + '"';
  }

  /// Whether an `If-None-Match` header lists a tag.
  public static boolean isListed(Optional<String> ifNoneMatch, String tag) {
    if (ifNoneMatch.isEmpty()) {
      return false;
    }
    String list = ifNoneMatch.get();
    if (list.strip().equals("*")) {
      return true;
    }
    for (String listed : list.split(",")) {
      String bare = listed.strip();
      if (bare.startsWith("W/")) {
        bare = bare.substring(2);
      }
      if (bare.equals(tag)) {
        return true;
      }
    }
    return false;
  }
}
