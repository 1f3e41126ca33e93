package org.visiomatic.tiler.batch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One of several equal shares of a batch, for array jobs of a scheduler. An input belongs to a
/// share by a hash of its path, so that the split stays when others come or go.
///
/// @param index which share, from 1
/// @param count how many there are
public record Shard(int index, int count) {

  /// The only share: everything.
  public static final Shard WHOLE = new Shard(1, 1);

  private static final Pattern TEXT = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

  public Shard {
    if (index < 1 || index > count) {
      throw new IllegalArgumentException(
          "A share is i/n with i from 1 to n, but %d/%d was given.".formatted(index, count));
    }
  }

  /// Reads `i/n`.
  public static Shard parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "A share is i/n with i from 1 to n, but '%s' was given.".formatted(text));
    }
    return new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  /// Whether an input belongs to this share: the first eight bytes of the SHA-256 of its absolute
  /// path in UTF-8, as an unsigned number, modulo the number of shares, are the index less one.
  public boolean contains(BatchInput input) {
    if (count == 1) {
      return true;
    }
    String key =
        switch (input) {
          case BatchInput.Image image -> image.file().toString();
          case BatchInput.Unusable unusable -> unusable.given();
        };
    return Long.remainderUnsigned(hash(key), count) == index - 1;
  }

  private static long hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(hash).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
