package org.visiomatic.serve.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a server did of late, and those who read it.
class JournalTest {

  private final Journal journal = new Journal();

  private static Entry.Event event(long number) {
    return new Entry.Event(number, "info", "Event " + number + ".");
  }

  private static List<Long> rest(Journal.Reader reader) {
    List<Long> numbers = new ArrayList<>();
    for (Optional<Entry> next = reader.next(); next.isPresent(); next = reader.next()) {
      numbers.add(next.get().millis());
    }
    return numbers;
  }

  @Test
  void isReadFromTheOldestOnAsItGrows() {
    Journal.Reader reader = journal.read();
    assertThat(reader.next()).isEmpty();
    journal.add(event(1));
    journal.add(event(2));
    assertThat(rest(reader)).containsExactly(1L, 2L);
    journal.add(event(3));
    assertThat(rest(reader)).containsExactly(3L);
    assertThat(rest(journal.read())).containsExactly(1L, 2L, 3L);
    assertThat(reader.takeMissed()).isZero();
  }

  @Test
  void keepsTheLatestAndTellsReadersWhatTheyMissed() {
    Journal.Reader slow = journal.read();
    for (int i = 0; i < Journal.ROOM + 100; i++) {
      journal.add(event(i));
    }
    assertThat(rest(slow)).hasSize(Journal.ROOM).startsWith(100L).isSorted();
    assertThat(slow.takeMissed()).isEqualTo(100);
    assertThat(slow.takeMissed()).isZero();
    Journal.Reader late = journal.read();
    assertThat(rest(late)).hasSize(Journal.ROOM);
    assertThat(late.takeMissed()).isZero();
  }

  @Test
  void losesNothingBetweenManyWritersAndAReaderWhoKeepsUp() throws InterruptedException {
    int writers = 4;
    int each = 50_000;
    // Before anything is written: what is gone when a reader comes is not missed by him.
    Journal.Reader reader = journal.read();
    List<Thread> threads = new ArrayList<>();
    for (int writer = 0; writer < writers; writer++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int i = 0; i < each; i++) {
                      journal.add(event(i));
                    }
                  }));
    }
    long read = 0;
    long missed = 0;
    while (read + missed < (long) writers * each) {
      read += rest(reader).size();
      missed += reader.takeMissed();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(reader.next()).isEmpty();
    assertThat(read + missed).isEqualTo((long) writers * each);
    assertThat(read).isPositive();
  }

  @Test
  void cutsWhatNobodyWouldRead() {
    Request request = new Request("::1", "GET", "/" + "x".repeat(70_000), "y".repeat(70_000));
    assertThat(request.target().length()).isLessThan(2_100);
    assertThat(request.target()).contains("…?").endsWith("…");
    assertThat(new Entry.Event(0, "info", "z".repeat(70_000)).message()).hasSize(2001);
  }

  @Test
  void tellsHowLongRequestsTookOfLate() {
    long now = System.currentTimeMillis();
    journal.tell("info", "No request.");
    add(now - 60_000, 200, 1_000);
    for (int i = 1; i <= 99; i++) {
      add(now, i == 1 ? 404 : 200, i);
    }
    add(now, 500, 1_000);
    RecentRequests recent = RecentRequests.of(journal, 3_600_000);
    assertThat(recent.count()).isEqualTo(100);
    assertThat(recent.seconds()).isEqualTo(10);
    assertThat(recent.perSecond()).isEqualTo(10);
    assertThat(recent.clientErrors()).isEqualTo(1);
    assertThat(recent.serverErrors()).isEqualTo(1);
    assertThat(recent.millis(0.5)).isEqualTo(51);
    assertThat(recent.millis(0.98)).isEqualTo(99);
    assertThat(recent.millis(1)).isEqualTo(1_000);
    assertThat(RecentRequests.of(journal, 2_000).seconds()).isEqualTo(2);
    assertThat(RecentRequests.of(new Journal(), 2_000).millis(0.99)).isZero();
  }

  private void add(long millis, int status, long took) {
    Request request = new Request("::1", "GET", "/", "");
    journal.add(new Entry.Served(millis, request, status, 1, took * 1_000_000));
  }
}
