package org.visiomatic.serve.library;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.visiomatic.serve.ops.CacheCounts;

/// Encoded pictures in memory, bounded in number and in bytes. Equal pictures that are asked for at
/// once are made once. Safe for use by many threads.
public final class EncodedTiles {

  /// How often a visitor who joined others asks anew when the picture was dropped as they left.
  private static final int ATTEMPTS = 3;

  /// What the smallest picture takes. Where the share of each is less, only the bytes can bind.
  private static final int LEAST_BYTES = 32;

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
            // Its upkeep is brief; waking a thread for it at every tile is not.
            .executor(Runnable::run)
            .maximumWeight(share < LEAST_BYTES && maxCount > 0 ? maxBytes : (long) share * maxCount)
            .weigher((PictureKey key, byte[] bytes) -> Math.max(share, bytes.length))
            .removalListener(
                (@Nullable PictureKey key, byte @Nullable [] bytes, RemovalCause cause) -> {
                  if (bytes != null) {
                    counts.leave(bytes.length, cause.wasEvicted());
                  }
                })
            .buildAsync();
  }

  /// The picture, made by `painter` when it is not in memory and nobody makes it already.
  ///
  /// @throws BusyException when too much is to be rendered already
  /// @throws VisitorLeftException when the visitor left meanwhile
  /// @throws CompletionException around what went wrong
  public byte[] get(PictureKey key, Callable<byte[]> painter) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      CompletableFuture<byte[]> kept = pictures.getIfPresent(key);
      if (kept != null && kept.state() == CompletableFuture.State.SUCCESS) {
        counts.hit();
        return kept.resultNow();
      }
      if (kept == null) {
        // A picture that others could have joined costs much more to give up than to refuse.
        demandRoom(key);
      }
      Pending<byte[]> own = new Pending<>();
      Pending<byte[]> picture = (Pending<byte[]>) pictures.get(key, (missing, executor) -> own);
      try {
        return picture == own ? make(key, painter, own) : join(picture);
      } catch (CancellationException e) {
        // Whoever was to make it could not, or has left; it is ours to make then.
        pictures.asMap().remove(key, picture);
        if (attempt == ATTEMPTS) {
          throw new BusyException(Duration.ZERO);
        }
      } catch (CompletionException e) {
        // Caffeine forgets failures by itself, but perhaps after the visitor has come again.
        pictures.asMap().remove(key, picture);
        throw e;
      }
    }
  }

  private void demandRoom(PictureKey key) {
    try {
      pool.demandRoom(key.pixels());
    } catch (BusyException e) {
      counts.miss();
      throw e;
    }
  }

  private byte[] make(PictureKey key, Callable<byte[]> painter, Pending<byte[]> picture)
      throws InterruptedException {
    counts.miss();
    pool.work(key.pixels(), painter, picture);
    byte[] bytes = picture.await();
    counts.enter(bytes.length);
    return bytes;
  }

  private byte[] join(Pending<byte[]> picture) throws InterruptedException {
    counts.coalesce();
    return picture.await();
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
}
