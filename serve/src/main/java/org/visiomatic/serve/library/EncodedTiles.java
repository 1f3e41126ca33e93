package org.visiomatic.serve.library;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Encoded pictures in memory, bounded in number and in bytes. Equal pictures that are asked for at
/// once are made once. Safe for use by many threads.
public final class EncodedTiles {

  private final RenderPool pool;
  private final AsyncCache<PictureKey, byte[]> pictures;

  /// @param maxCount how many pictures to keep; with 0 only those being made are shared
  /// @param maxBytes how many bytes they may take together
  public EncodedTiles(RenderPool pool, int maxCount, long maxBytes) {
    this.pool = pool;
    // Every picture weighs at least its share of the bytes, so that one weight bounds both.
    int share = Math.clamp(maxBytes / Math.max(1, maxCount), 1, Integer.MAX_VALUE);
    this.pictures =
        Caffeine.newBuilder()
            .maximumWeight((long) share * maxCount)
            .weigher((PictureKey key, byte[] bytes) -> Math.max(share, bytes.length))
            .buildAsync();
  }

  /// The picture, made by `painter` on a render thread when it is not in memory.
  ///
  /// @param loan of the image; the painter works under a loan of its own, which outlives the caller
  /// @throws BusyException when too much is to be rendered already
  public byte[] get(Loan loan, PictureKey key, Callable<byte[]> painter)
      throws InterruptedException {
    CompletableFuture<byte[]> picture =
        pictures.get(key, (missing, executor) -> paint(loan.again(), missing, painter));
    try {
      return RenderPool.await(picture);
    } catch (CompletionException | BusyException e) {
      // Caffeine forgets failures by itself, but perhaps after the visitor has come again.
      pictures.asMap().remove(key, picture);
      throw e;
    }
  }

  private CompletableFuture<byte[]> paint(Loan own, PictureKey key, Callable<byte[]> painter) {
    try {
      CompletableFuture<byte[]> picture = pool.submit(key.pixels(), painter);
      var _ = picture.whenComplete((bytes, problem) -> own.close());
      // The bare future, so that one that is dropped counts as cancelled and not as failed.
      return picture;
    } catch (BusyException e) {
      own.close();
      throw e;
    }
  }
}
