package org.visiomatic.serve.library;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.visiomatic.serve.ops.CacheCounts;

/// Encoded pictures in memory, bounded in number and in bytes. Equal pictures that are asked for at
/// once are made once. Safe for use by many threads.
public final class EncodedTiles {

  /// How often a visitor who joined others asks anew when the picture was dropped as they left.
  private static final int ATTEMPTS = 3;

  private final RenderPool pool;
  private final CacheCounts counts;
  private final AsyncCache<PictureKey, byte[]> pictures;

  /// @param maxCount how many pictures to keep; with 0 only those being made are shared
  /// @param maxBytes how many bytes they may take together
  /// @param counts is told of every look-up
  public EncodedTiles(RenderPool pool, int maxCount, long maxBytes, CacheCounts counts) {
    this.pool = pool;
    this.counts = counts;
    // Every picture weighs at least its share of the bytes, so that one weight bounds both.
    int share = Math.clamp(maxBytes / Math.max(1, maxCount), 1, Integer.MAX_VALUE);
    this.pictures =
        Caffeine.newBuilder()
            .maximumWeight((long) share * maxCount)
            .weigher((PictureKey key, byte[] bytes) -> Math.max(share, bytes.length))
            .removalListener(
                (@Nullable PictureKey key, byte @Nullable [] bytes, RemovalCause cause) -> {
                  if (bytes != null) {
                    counts.leave(bytes.length, cause.wasEvicted());
                  }
                })
            .buildAsync();
  }

  /// The picture, made by `painter` on a render thread when it is not in memory.
  ///
  /// @param loan of the image; the painter works under a loan of its own, which outlives the caller
  /// @throws BusyException when too much is to be rendered already
  /// @throws VisitorLeftException when the visitor left meanwhile
  public byte[] get(Loan loan, PictureKey key, Callable<byte[]> painter)
      throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      CompletableFuture<byte[]> picture = pictures.getIfPresent(key);
      if (picture != null && picture.state() == CompletableFuture.State.SUCCESS) {
        counts.hit();
        return picture.resultNow();
      }
      boolean[] missed = {false};
      picture =
          pictures.get(
              key,
              (missing, executor) -> {
                missed[0] = true;
                return paint(loan.again(), missing, painter);
              });
      if (missed[0]) {
        counts.miss();
      } else {
        counts.coalesce();
      }
      try {
        return ((Pending<byte[]>) picture).await();
      } catch (CompletionException | BusyException e) {
        // Caffeine forgets failures by itself, but perhaps after the visitor has come again.
        pictures.asMap().remove(key, picture);
        if (missed[0] || !picture.isCancelled() || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /// Forgets the pictures of an image.
  ///
  /// @param identity of its pyramid
  /// @return how many there were
  public int forget(String identity) {
    int count = 0;
    for (PictureKey key : pictures.asMap().keySet()) {
      if (key.identity().equals(identity) && pictures.asMap().remove(key) != null) {
        count++;
      }
    }
    return count;
  }

  private CompletableFuture<byte[]> paint(Loan own, PictureKey key, Callable<byte[]> painter) {
    try {
      Pending<byte[]> picture = pool.submit(key.pixels(), painter);
      var _ =
          picture.whenComplete(
              (bytes, problem) -> {
                own.close();
                if (bytes != null) {
                  counts.enter(bytes.length);
                }
              });
      // The bare future, so that one that is dropped counts as cancelled and not as failed.
      return picture;
    } catch (BusyException e) {
      own.close();
      throw e;
    }
  }
}
