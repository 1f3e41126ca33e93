package org.visiomatic.serve.http;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.visiomatic.serve.api.Json;
import org.visiomatic.serve.api.QueryString;
import org.visiomatic.serve.library.Visitor;
import org.visiomatic.serve.ops.Entry;
import org.visiomatic.serve.ops.Journal;

/// Tells what the server did of late, and goes on to tell it to those who follow: one JSON object
/// per line.
///
/// A follower looks into the journal ten times a second; what he does not take in time is left out,
/// and its number told. Requests notice nothing of him.
final class LogEndpoint implements Endpoint {

  static final String MEDIA_TYPE = "application/x-ndjson";

  private static final Duration INTERVAL = Duration.ofMillis(100);

  /// Each so many intervals it is asked whether the follower is still there.
  private static final int LOOK = 4;

  /// After so many silent intervals an empty line is sent, so that a follower can tell a server
  /// that has nothing to say from one that is gone.
  private static final int SILENT_INTERVALS = 100;

  /// Of the connections that there are for administrators, some are to be left for other requests.
  private static final int FOLLOWERS = 16;

  private final Journal journal;
  private final AtomicInteger followers = new AtomicInteger();

  LogEndpoint(Journal journal) {
    this.journal = journal;
  }

  @Override
  public Reply reply(Visit visit) {
    QueryString query = visit.query();
    int lines = LogFilter.lines(query);
    LogFilter filter = LogFilter.of(query);
    if (visit.isHead()) {
      return Reply.empty(200, Map.of());
    }
    if (!query.has("FOLLOW")) {
      return new Reply.Stream(MEDIA_TYPE, out -> writeLatest(journal.read(), lines, filter, out));
    }
    if (followers.get() >= FOLLOWERS) {
      return Reply.error(
          503,
          "%d programs follow the log already; end one of them.".formatted(FOLLOWERS),
          Map.of());
    }
    return new Reply.Stream(MEDIA_TYPE, out -> admit(lines, filter, out));
  }

  private void admit(int lines, LogFilter filter, OutputStream out)
      throws IOException, InterruptedException {
    followers.incrementAndGet();
    try {
      follow(lines, filter, new BufferedOutputStream(out));
    } finally {
      followers.decrementAndGet();
    }
  }

  private void follow(int lines, LogFilter filter, OutputStream out)
      throws IOException, InterruptedException {
    Journal.Reader reader = journal.read();
    // The head of the answer goes out with its first byte: a follower knows at once that he is one.
    out.write('\n');
    writeLatest(reader, lines, filter, out);
    out.flush();
    int silent = 0;
    for (int round = 1; !hasEnded(round); round++) {
      boolean closed = journal.isClosed();
      if (writeNew(reader, filter, out)) {
        silent = 0;
      } else if (++silent % SILENT_INTERVALS == 0) {
        out.write('\n');
      }
      out.flush();
      if (closed) {
        return;
      }
      Thread.sleep(INTERVAL);
    }
  }

  private static boolean hasEnded(int round) {
    return round % LOOK == 0 && Visitor.currentHasLeft();
  }

  private static void writeLatest(
      Journal.Reader reader, int lines, LogFilter filter, OutputStream out) throws IOException {
    Deque<Entry> latest = new ArrayDeque<>();
    for (Optional<Entry> next = reader.next(); next.isPresent(); next = reader.next()) {
      if (filter.takes(next.get())) {
        latest.add(next.get());
      }
      if (latest.size() > lines) {
        latest.remove();
      }
    }
    // What came before is nothing that was missed.
    reader.takeMissed();
    for (Entry entry : latest) {
      write(LogLine.of(entry), out);
    }
  }

  private static boolean writeNew(Journal.Reader reader, LogFilter filter, OutputStream out)
      throws IOException {
    boolean written = false;
    for (Optional<Entry> next = reader.next(); next.isPresent(); next = reader.next()) {
      tellMissed(reader, out);
      if (filter.takes(next.get())) {
        write(LogLine.of(next.get()), out);
        written = true;
      }
    }
    return written;
  }

  private static void tellMissed(Journal.Reader reader, OutputStream out) throws IOException {
    long missed = reader.takeMissed();
    if (missed > 0) {
      write(LogLine.missed(missed), out);
    }
  }

  private static void write(Map<String, Object> fields, OutputStream out) throws IOException {
    out.write(Json.bytes(fields));
    out.write('\n');
  }
}
