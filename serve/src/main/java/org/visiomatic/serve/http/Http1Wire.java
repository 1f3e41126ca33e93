package org.visiomatic.serve.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.visiomatic.serve.library.Visitor;

/// A connection of HTTP/1.1: one request after the other, each answered by the thread that reads.
///
/// It is stuck when a head or a body does not end, or an answer is not taken.
final class Http1Wire extends Wire {

  private @Nullable CompletableFuture<byte @Nullable []> ahead;

  /// When the first byte of a request came that is not complete yet; 0 when there is none.
  private volatile long requestSince;

  private volatile boolean answering;

  Http1Wire(DataReader source, DataWriter target) {
    super(source, target);
  }

  @Override
  Visitor begin(int request) {
    requestSince = 0;
    answering = true;
    return this::hasLeft;
  }

  @Override
  void end(int request, boolean isRead) {
    answering = false;
  }

  @Override
  boolean isAnswering() {
    return answering;
  }

  @Override
  long stuckNanos() {
    long writing = super.stuckNanos();
    return writing == 0 ? nanosSince(requestSince) : writing;
  }

  /// Whether the visitor has closed the connection, or at least its own side of it.
  ///
  /// The next bytes are read ahead by a thread of its own, since only reading shows it.
  private boolean hasLeft() {
    if (reader().available() > 0) {
      return false;
    }
    CompletableFuture<byte @Nullable []> reading = ahead;
    if (reading == null || timedOut(reading)) {
      CompletableFuture<byte @Nullable []> started = new CompletableFuture<>();
      Thread.ofVirtual().name("visiomatic-watch").start(() -> pullInto(started));
      ahead = started;
      return false;
    }
    return switch (reading.state()) {
      case RUNNING -> false;
      case SUCCESS -> reading.resultNow() == null;
      case FAILED, CANCELLED -> true;
    };
  }

  @Override
  byte @Nullable [] next() {
    CompletableFuture<byte @Nullable []> reading = ahead;
    ahead = null;
    byte[] bytes = reading == null || timedOut(reading) ? pull() : joined(reading);
    if (requestSince == 0) {
      requestSince = System.nanoTime();
    }
    return bytes;
  }

  private byte @Nullable [] joined(CompletableFuture<byte @Nullable []> reading) {
    try {
      return reading.join();
    } catch (CompletionException e) {
      if (timedOut(reading)) {
        return pull();
      }
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void pullInto(CompletableFuture<byte @Nullable []> started) {
    try {
      started.complete(pull());
    } catch (RuntimeException e) {
      started.completeExceptionally(e);
    }
  }

  private static boolean timedOut(CompletableFuture<?> reading) {
    return reading.state() == CompletableFuture.State.FAILED
        && reading.exceptionNow() instanceof UncheckedIOException e
        && e.getCause() instanceof SocketTimeoutException;
  }
}
