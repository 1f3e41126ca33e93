package org.visiomatic.serve.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.visiomatic.serve.library.Visitor;

/// A connection of HTTP/2 (RFC 9113): many requests at once, each a stream with a thread of its
/// own, beside the thread that reads.
///
/// It is stuck when an answer is not taken. Frames that do not end hold up nobody else; a
/// connection that brings no request is idle, whatever else comes.
final class Http2Wire extends Wire {

  private static final int FRAME_HEAD = 9;
  private static final byte GO_AWAY = 7;

  /// How often to look, in milliseconds, whether all is done.
  private static final long LOOK = 10;

  private static final int MOST_EARLY = 1024;

  /// The streams whose answers are being made and are still wanted.
  private final Set<Integer> wanted = ConcurrentHashMap.newKeySet();

  /// Streams that were taken back before their answers were begun: whole frames come together, and
  /// who reads them is ahead of who answers. The oldest are forgotten, as those whose answers have
  /// ended are taken back, too, and never begun.
  private final Set<Integer> early =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Integer, Boolean> eldest) {
                  return size() > MOST_EARLY;
                }
              }));

  /// Threads that, after the answer, read bodies to their end.
  ///
  /// Helidon 4.4 lets them wait for that end even when the stream or the connection has ended.
  private final Map<Integer, Thread> reading = new ConcurrentHashMap<>();

  private final AtomicInteger answering = new AtomicInteger();
  private final AtomicInteger lastBegun = new AtomicInteger();
  private final Frames frames = new Frames(this::takeBack);
  private final ReentrantLock writing = new ReentrantLock();
  private volatile long lastEnd;
  private volatile boolean over;

  Http2Wire(DataReader source, DataWriter target) {
    super(source, target);
  }

  @Override
  Visitor begin(int stream) {
    answering.incrementAndGet();
    // In this order, and the other way round where streams are taken back, so that neither misses
    // the other.
    wanted.add(stream);
    if (early.remove(stream)) {
      wanted.remove(stream);
    }
    lastBegun.accumulateAndGet(stream, Math::max);
    return () -> over || !wanted.contains(stream);
  }

  @Override
  void end(int stream, boolean isRead) {
    if (!isRead) {
      reading.values().removeIf(thread -> !thread.isAlive());
      reading.put(stream, Thread.currentThread());
    }
    boolean isWanted = wanted.remove(stream);
    if (!isRead && (over || !isWanted)) {
      Thread.currentThread().interrupt();
    }
    lastEnd = System.nanoTime();
    answering.decrementAndGet();
  }

  @Override
  boolean isAnswering() {
    return answering.get() > 0;
  }

  /// The web server counts from the last frame that belongs to a request.
  @Override
  Duration idle(Duration counted) {
    Duration resting = Duration.ofNanos(nanosSince(lastEnd));
    return lastEnd == 0 || resting.compareTo(counted) > 0 ? counted : resting;
  }

  @Override
  byte @Nullable [] next() {
    byte[] bytes = pull();
    if (bytes != null) {
      frames.follow(bytes);
    }
    return bytes;
  }

  @Override
  void over() {
    over = true;
    reading.values().forEach(Thread::interrupt);
  }

  private void takeBack(int stream) {
    early.add(stream);
    if (wanted.remove(stream)) {
      early.remove(stream);
    }
    Thread thread = reading.remove(stream);
    if (thread != null) {
      thread.interrupt();
    }
  }

  /// Tells the visitor that no more requests are taken, and which is the last that was (RFC 9113,
  /// section 6.8), so that it asks elsewhere for what it asks from now on, and hangs up.
  void sayFarewell() {
    byte[] frame =
        ByteBuffer.allocate(FRAME_HEAD + 2 * Integer.BYTES)
            .put((byte) 0)
            .putShort((short) (2 * Integer.BYTES))
            .put(GO_AWAY)
            .put((byte) 0)
            .putInt(0)
            .putInt(lastBegun.get())
            .putInt(0) // no error
            .array();
    writeNow(BufferData.create(frame));
  }

  /// Waits until no answer is being made, and then for the visitor to take the last one and leave.
  ///
  /// @param parting how long that may take
  void awaitRest(Duration parting) throws InterruptedException {
    boolean wasAnswering = isAnswering();
    while (isAnswering() && !over) {
      Thread.sleep(LOOK);
    }
    for (long left = parting.toMillis(); wasAnswering && left > 0 && !over; left -= LOOK) {
      Thread.sleep(LOOK);
    }
  }

  /// Whole frames, one at a time.
  @Override
  public void write(BufferData buffer) {
    writing.lock();
    try {
      super.write(buffer);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void writeNow(BufferData buffer) {
    writing.lock();
    try {
      super.writeNow(buffer);
    } finally {
      writing.unlock();
    }
  }
}
