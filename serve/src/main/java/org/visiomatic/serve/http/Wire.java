package org.visiomatic.serve.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.visiomatic.serve.library.Visitor;

/// The bytes of one connection in both directions, and the requests that come by it.
///
/// The thread that serves the connection reads; how long the connection has been stuck may be asked
/// by any thread.
abstract sealed class Wire implements DataWriter permits Http1Wire, Http2Wire {

  /// Longer answers are written in pieces of that many bytes, so that one that moves slowly is told
  /// from one that is stuck.
  static final int PIECE = 64 << 10;

  /// What is written whole: any tile of usual size, without another copy and another call of the
  /// system.
  static final int WHOLE = 2 * PIECE;

  private final DataReader source;
  private final DataWriter target;
  private final DataReader reader = DataReader.create(this::next);
  private volatile long writingSince;
  private volatile @Nullable Thread writer;

  Wire(DataReader source, DataWriter target) {
    this.source = source;
    this.target = target;
  }

  /// What the visitor sends.
  final DataReader reader() {
    return reader;
  }

  /// The head of a request is complete; it is being answered from now on.
  ///
  /// @param request its number, which no other request has that is being answered
  /// @return who waits for the answer
  abstract Visitor begin(int request);

  /// The answer was handed over. Called by the thread that made it.
  ///
  /// @param isRead whether the whole body of the request was read
  abstract void end(int request, boolean isRead);

  /// Sends the whole of an answer.
  ///
  /// @param response its head, which need not tell how long the body is
  void send(ServerResponse response, byte[] body) {
    response.send(body);
  }

  /// How many bytes of the answer that is being given its response does not know of.
  long uncounted() {
    return 0;
  }

  /// Whether a request is being answered.
  abstract boolean isAnswering();

  /// For how long nothing is asked.
  ///
  /// @param counted how long the web server has counted
  Duration idle(Duration counted) {
    return counted;
  }

  /// The connection has ended.
  void over() {}

  /// For how long the visitor has held up the connection, in nanoseconds.
  long stuckNanos() {
    return nanosSince(writingSince);
  }

  /// Ends the connection for whoever waits for the visitor to take what is written.
  ///
  /// Only the thread that writes can be interrupted: others wait for it, deaf.
  final void giveUp() {
    Thread thread = writer;
    if (thread != null) {
      thread.interrupt();
    }
  }

  /// The bytes that the visitor sends next; null when no more will come.
  abstract byte @Nullable [] next();

  /// The bytes that come next by the connection; null when no more will come.
  final byte @Nullable [] pull() {
    try {
      source.ensureAvailable();
    } catch (DataReader.InsufficientDataAvailableException e) {
      // The end, as suppliers of bytes have to tell it.
      return null;
    }
    return source.readBytes(source.available());
  }

  /// @param moment on the clock of [System#nanoTime]; 0 when it has not come
  static long nanosSince(long moment) {
    return moment == 0 ? 0 : System.nanoTime() - moment;
  }

  @Override
  public final void write(BufferData... buffers) {
    for (BufferData buffer : buffers) {
      write(buffer);
    }
  }

  @Override
  public void write(BufferData buffer) {
    inPieces(buffer, target::write);
  }

  @Override
  public final void writeNow(BufferData... buffers) {
    for (BufferData buffer : buffers) {
      writeNow(buffer);
    }
  }

  @Override
  public void writeNow(BufferData buffer) {
    inPieces(buffer, target::writeNow);
  }

  private void inPieces(BufferData buffer, Consumer<BufferData> write) {
    writer = Thread.currentThread();
    try {
      while (buffer.available() > WHOLE) {
        byte[] piece = new byte[PIECE];
        int count = buffer.read(piece, 0, PIECE);
        writingSince = System.nanoTime();
        write.accept(BufferData.create(piece, 0, count));
      }
      writingSince = System.nanoTime();
      write.accept(buffer);
    } finally {
      writingSince = 0;
      writer = null;
    }
  }

  @Override
  public final void flush() {
    target.flush();
  }

  @Override
  public final void close() {
    target.close();
  }
}
