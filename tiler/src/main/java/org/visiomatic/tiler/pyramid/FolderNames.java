package org.visiomatic.tiler.pyramid;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The names of pyramids in a cache folder.
final class FolderNames {

  /// The end of all of them.
  static final String SUFFIX = ".ome.zarr";

  /// File systems take names of 255 bytes; hash, suffix and the name in staging need some.
  private static final int MAXIMUM_NAME_BYTES = 160;

  private FolderNames() {}

  /// The name for the pyramid of a source, made with some options.
  static String of(SourceStamp source, String options) {
    Path name = Path.of(source.path()).getFileName();
    String key = source.path() + "\0" + options + "\0" + ZarrDocuments.FORMAT_VERSION;
    return shortened(name == null ? "image" : name.toString()) + "-" + hash(key) + SUFFIX;
  }

  /// A file name as the beginning of a folder name: not too long, nothing in it that a file system
  /// or a shell finds odd.
  private static String shortened(String name) {
    StringBuilder text = new StringBuilder();
    int bytes = 0;
    for (int symbol : name.codePoints().toArray()) {
      boolean plain = Character.isLetterOrDigit(symbol) || "._-+ ".indexOf(symbol) >= 0;
      String next = plain ? Character.toString(symbol) : "_";
      bytes += next.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MAXIMUM_NAME_BYTES) {
        break;
      }
      text.append(next);
    }
    return text.toString();
  }

  private static String hash(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
