package org.visiomatic.serve.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.webserver.http.ServerResponse;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.visiomatic.serve.library.Visitor;

/// A connection of HTTP/1.1: one request after the other, each answered by the thread that reads.
///
/// It is stuck when a head or a body does not end, or an answer is not taken.
final class Http1Wire extends Wire {

  /// Room for answers on their way, used again and again, so that it stays in the caches of the
  /// processor. Writing may wait for a visitor, so that more may be needed; that is garbage then.
  private static final ArrayBlockingQueue<byte[]> ROOM =
      new ArrayBlockingQueue<>(2 * Runtime.getRuntime().availableProcessors());

  static {
    while (ROOM.offer(new byte[WHOLE])) {
      // until it is full
    }
  }

  private @Nullable CompletableFuture<byte @Nullable []> ahead;

  /// What is written after the head that is written next.
  private byte @Nullable [] body;

  private long uncounted;

  /// When the first byte of a request came that is not complete yet; 0 when there is none.
  private volatile long requestSince;

  private volatile boolean answering;

  Http1Wire(DataReader source, DataWriter target) {
    super(source, target);
  }

  @Override
  Visitor begin(int request) {
    requestSince = 0;
    uncounted = 0;
    answering = true;
    return this::hasLeft;
  }

  @Override
  void end(int request, boolean isRead) {
    answering = false;
  }

  /// Sends the body itself. Helidon 4.4 would put it behind the head in a buffer that is 256 bytes
  /// longer than the body, too short for most heads of ours, and then in one of twice the length:
  /// as many bytes of memory to clear and to collect as five bodies have.
  @Override
  void send(ServerResponse response, byte[] sent) {
    response.headers().contentLength(sent.length);
    body = sent;
    try {
      response.send();
    } finally {
      body = null;
    }
  }

  @Override
  public void write(BufferData head) {
    byte[] sent = body;
    if (sent == null) {
      super.write(head);
      return;
    }
    body = null;
    int headBytes = head.available();
    int count = Math.min(sent.length, WHOLE - headBytes);
    byte[] lent = ROOM.poll();
    byte[] joined = lent == null ? new byte[headBytes + count] : lent;
    try {
      head.read(joined, 0, headBytes);
      System.arraycopy(sent, 0, joined, headBytes, count);
      super.write(BufferData.createReadOnly(joined, 0, headBytes + count));
    } finally {
      if (lent != null) {
        ROOM.add(lent);
      }
    }
    for (int at = count; at < sent.length; at += PIECE) {
      // Not an ordinary buffer: those of Helidon 4.4 write too much when they begin within an
      // array.
      super.write(BufferData.createReadOnly(sent, at, Math.min(PIECE, sent.length - at)));
    }
    uncounted = sent.length;
  }

  @Override
  long uncounted() {
    return uncounted;
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
