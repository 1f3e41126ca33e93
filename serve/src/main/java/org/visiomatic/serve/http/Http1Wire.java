package org.visiomatic.serve.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// The bytes of one connection in both directions, and how long none of them moves although they
/// should: a head or a body that does not end, an answer that is not taken.
///
/// Reading and [#hasLeft] belong to the thread that serves the connection; how long the connection
/// has been stuck may be asked by any thread.
final class Wire implements DataWriter {

  /// Longer answers are written in pieces of that many bytes, so that one that moves slowly is told
  /// from one that is stuck.
  private static final int PIECE = 64 << 10;

  private final DataReader source;
  private final DataWriter target;
  private final DataReader reader = DataReader.create(this::next);
  private @Nullable CompletableFuture<byte @Nullable []> ahead;

  /// When the first byte of a request came that is not complete yet; 0 when there is none.
  private volatile long requestSince;

  private volatile long writingSince;
  private volatile boolean answering;

  Wire(DataReader source, DataWriter target) {
    this.source = source;
    this.target = target;
  }

  /// What the visitor sends.
  DataReader reader() {
    return reader;
  }

  /// The head of a request is complete; it is being answered from now on.
  void begin() {
    requestSince = 0;
    answering = true;
  }

  /// The answer was handed over.
  void end() {
    answering = false;
  }

  /// Whether a request is being answered.
  boolean isAnswering() {
    return answering;
  }

  /// For how long the visitor has held up the connection, in nanoseconds.
  long stuckNanos() {
    long since = writingSince != 0 ? writingSince : requestSince;
    return since == 0 ? 0 : System.nanoTime() - since;
  }

  /// Whether the visitor has closed the connection, or at least its own side of it.
  ///
  /// The next bytes are read ahead by a thread of its own, since only reading shows it.
  boolean hasLeft() {
    if (reader.available() > 0) {
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

  private byte @Nullable [] next() {
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

  /// The bytes that come next; null when no more will come.
  private byte @Nullable [] pull() {
    try {
      source.ensureAvailable();
    } catch (DataReader.InsufficientDataAvailableException e) {
      // The end, as suppliers of bytes have to tell it.
      return null;
    }
    return source.readBytes(source.available());
  }

  private static boolean timedOut(CompletableFuture<?> reading) {
    return reading.state() == CompletableFuture.State.FAILED
        && reading.exceptionNow() instanceof UncheckedIOException e
        && e.getCause() instanceof SocketTimeoutException;
  }

  @Override
  public void write(BufferData... buffers) {
    for (BufferData buffer : buffers) {
      write(buffer);
    }
  }

  @Override
  public void write(BufferData buffer) {
    inPieces(buffer, target::write);
  }

  @Override
  public void writeNow(BufferData... buffers) {
    for (BufferData buffer : buffers) {
      writeNow(buffer);
    }
  }

  @Override
  public void writeNow(BufferData buffer) {
    inPieces(buffer, target::writeNow);
  }

  private void inPieces(BufferData buffer, java.util.function.Consumer<BufferData> write) {
    try {
      while (buffer.available() > PIECE) {
        byte[] piece = new byte[PIECE];
        int count = buffer.read(piece, 0, PIECE);
        writingSince = System.nanoTime();
        write.accept(BufferData.create(piece, 0, count));
      }
      writingSince = System.nanoTime();
      write.accept(buffer);
    } finally {
      writingSince = 0;
    }
  }

  @Override
  public void flush() {
    target.flush();
  }

  @Override
  public void close() {
    target.close();
  }
}
