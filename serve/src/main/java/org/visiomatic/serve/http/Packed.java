package org.visiomatic.serve.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Compressed forms of texts. Those with an entity tag are kept, as many as fit into memory set
/// aside for them, so that client files and models of images are compressed once. Safe for use by
/// many threads.
final class Packed {

  /// What the entity tag of a compressed form ends with. The same as Apache's, which compresses
  /// what we have not: so that its tags are known here too.
  static final String SUFFIX = "-gzip";

  /// Below, compressing costs more than it saves.
  private static final int WORTH_IT = 1400;

  private static final long MEMORY = 16L << 20;

  private final Cache<String, byte[]> kept =
      Caffeine.newBuilder()
          .maximumWeight(MEMORY)
          .weigher((String tag, byte[] bytes) -> tag.length() + bytes.length)
          .build();

  /// Whether a body of that kind and size should be compressed.
  static boolean isWorthIt(String mediaType, long size) {
    return size >= WORTH_IT && isText(mediaType);
  }

  /// Whether a body is text, and so takes different forms for different clients.
  static boolean isText(String mediaType) {
    return mediaType.startsWith("text/")
        ? !mediaType.startsWith("text/event-stream")
        : mediaType.contains("json")
            || mediaType.contains("xml")
            || mediaType.startsWith("font/ttf")
            || mediaType.startsWith("font/otf")
            || mediaType.startsWith("application/wasm");
  }

  /// The tag of the compressed form.
  static String tag(String plain) {
    return plain.substring(0, plain.length() - 1) + SUFFIX + '"';
  }

  /// The compressed form.
  ///
  /// @param tag of the plain form; null when it is not to be kept
  byte[] of(@Nullable String tag, Source plain) throws IOException {
    byte[] known = tag == null ? null : kept.getIfPresent(tag);
    if (known != null) {
      return known;
    }
    byte[] packed = compress(plain.bytes());
    if (tag != null) {
      kept.put(tag, packed);
    }
    return packed;
  }

  private static byte[] compress(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 3 + 64);
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// The plain form, which is read only if it has to be compressed.
  interface Source {
    byte[] bytes() throws IOException;
  }
}
