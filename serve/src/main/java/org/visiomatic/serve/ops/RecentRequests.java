package org.visiomatic.serve.ops;

import java.util.Optional;
import java.util.stream.LongStream;

/// The requests that ended within the last ten seconds, or so many of them as the journal holds.
///
/// @param seconds the time that they are from
/// @param count how many
/// @param clientErrors how many ended with a status from 400 to 499
/// @param serverErrors how many ended with a status from 500 on
/// @param sortedNanos how long each took, the shortest first
@SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
public record RecentRequests(
    double seconds, long count, long clientErrors, long serverErrors, long[] sortedNanos) {

  private static final long WINDOW_MILLIS = 10_000;

  /// Those of a journal, as it is now.
  ///
  /// @param uptimeMillis since when the server runs
  public static RecentRequests of(Journal journal, long uptimeMillis) {
    long now = System.currentTimeMillis();
    LongStream.Builder nanos = LongStream.builder();
    long client = 0;
    long server = 0;
    long oldest = now;
    int read = 0;
    Journal.Reader reader = journal.read();
    for (Optional<Entry> next = reader.next(); next.isPresent(); next = reader.next()) {
      oldest = Math.min(oldest, next.get().millis());
      read++;
      if (next.get() instanceof Entry.Served served && now - served.millis() <= WINDOW_MILLIS) {
        nanos.add(served.nanos());
        client += served.status() / 100 == 4 ? 1 : 0;
        server += served.status() >= 500 ? 1 : 0;
      }
    }
    long[] sorted = nanos.build().sorted().toArray();
    // A full ring may reach back for less than the window; an empty place says that it does not.
    long reach = read < Journal.ROOM ? uptimeMillis : now - oldest;
    long millis = Math.clamp(reach, 1, WINDOW_MILLIS);
    return new RecentRequests(millis / 1e3, sorted.length, client, server, sorted);
  }

  /// How many ended per second.
  public double perSecond() {
    return count / seconds;
  }

  /// The time within which a share of them was answered, in milliseconds; 0 when there was none.
  ///
  /// @param share from 0 to 1
  public double millis(double share) {
    int last = sortedNanos.length - 1;
    return last < 0 ? 0 : sortedNanos[(int) Math.ceil(share * last)] / 1e6;
  }
}
