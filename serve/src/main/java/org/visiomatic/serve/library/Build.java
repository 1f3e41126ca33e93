package org.visiomatic.serve.library;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.visiomatic.serve.library.BuildStatus.State;
import org.visiomatic.tiler.build.TilingProgress;

/// The opening of one image, however many wait for it: first a look for a pyramid that is there
/// already, then, if there is none, a build.
final class Build implements TilingProgress {

  private final Path file;
  private final CompletableFuture<Boolean> found = new CompletableFuture<>();
  private final CompletableFuture<SharedImage> result = new CompletableFuture<>();
  private volatile BuildStatus status = new BuildStatus("", State.QUEUED, 0, "queued", "");

  Build(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  BuildStatus status() {
    return status;
  }

  @Override
  public void at(Stage stage, double fraction) {
    // A late report must not hide that the build is over.
    if (!result.isDone()) {
      status =
          new BuildStatus("", State.BUILDING, fraction, stage.name().toLowerCase(Locale.ROOT), "");
    }
  }

  /// There is no pyramid yet; a build comes.
  void notFound() {
    found.complete(false);
  }

  void succeed(SharedImage image) {
    status = new BuildStatus("", State.READY, 1, "", "");
    result.complete(image);
    found.complete(true);
  }

  void fail(ImageUnavailableException reason) {
    status = new BuildStatus("", State.FAILED, 0, "", String.valueOf(reason.getMessage()));
    result.completeExceptionally(reason);
    found.complete(true);
  }

  /// Waits until it is known whether this takes long; false when a build is needed.
  boolean isQuick() throws InterruptedException {
    try {
      return found.get();
    } catch (ExecutionException e) {
      throw new CompletionException(e);
    }
  }

  /// Waits for the end.
  SharedImage await() throws ImageUnavailableException, InterruptedException {
    try {
      return result.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ImageUnavailableException reason) {
        // A new one: each visitor's stack is its own.
        throw new ImageUnavailableException(reason.reason(), String.valueOf(reason.getMessage()));
      }
      throw new CompletionException(e.getCause());
    }
  }

  /// Waits for the end, but not longer than that.
  void await(Duration atMost) throws InterruptedException {
    try {
      result.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // Either way the status says how things stand.
      return;
    }
  }
}
