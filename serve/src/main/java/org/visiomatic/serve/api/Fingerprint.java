package org.visiomatic.serve.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.visiomatic.serve.ProductVersion;

/// Short names of contents that this version of the software makes: another content, or another
/// version, has another name.
final class Fingerprint {

  private static final int BYTES = 12;

  private Fingerprint() {}

  /// Hexadecimal digits that stand for the content.
  static String of(byte[] content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(ProductVersion.TEXT.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      return HexFormat.of().formatHex(digest.digest(content), 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
