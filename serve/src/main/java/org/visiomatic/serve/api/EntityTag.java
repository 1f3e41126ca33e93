package org.visiomatic.serve.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.visiomatic.serve.ProductVersion;

/// Strong entity tags (RFC 9110, section 8.8.3).
public final class EntityTag {

  private static final int BYTES = 12;

  private EntityTag() {}

  /// The tag of something that is fully described by a text and made by this version of the
  /// software.
  public static String of(String description) {
    return ofContent(description.getBytes(StandardCharsets.UTF_8));
  }

  /// The tag of something that is just these bytes, with this version of the software.
  static String ofContent(byte[] content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(ProductVersion.TEXT.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      byte[] hash = digest.digest(content);
      return '"' + HexFormat.of().formatHex(hash, 0, BYTES) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
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
