package org.visiomatic.serve.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

class AppointmentsTest {

  private static final Duration LINE = Duration.ofMillis(100);
  private static final Duration PICTURE = Duration.ofMillis(5);
  private static final Duration SLOT = PICTURE.multipliedBy(Appointments.SHARE);

  /// Where the clock stands says nothing; here it is soon beyond the largest number.
  private long now = Long.MAX_VALUE - Duration.ofMillis(30).toNanos();

  private final Appointments appointments = new Appointments(() -> now);

  @Test
  void theFirstComesAfterTheLine() {
    assertThat(next()).isEqualTo(LINE);
  }

  @Test
  void eachComesAfterTheOneBefore() {
    for (int before = 0; before < 20; before++) {
      assertThat(next()).isEqualTo(LINE.plus(SLOT.multipliedBy(before)));
    }
  }

  @Test
  void promisesAreKeptUntilTheirTimeHasCome() {
    for (int i = 0; i < 20; i++) {
      next();
    }
    pass(SLOT.multipliedBy(15));
    assertThat(next()).isEqualTo(LINE.plus(SLOT.multipliedBy(5)));
    pass(Duration.ofSeconds(2));
    assertThat(next()).isEqualTo(LINE);
  }

  @Test
  void whoAsksWithoutEndKeepsNobodyAwayForLong() {
    for (int i = 0; i < 100_000; i++) {
      assertThat(next()).isBetween(LINE, LINE.plus(Appointments.FARTHEST));
    }
    assertThat(next()).isEqualTo(LINE.plus(Appointments.FARTHEST));
    pass(Appointments.FARTHEST.plus(SLOT));
    assertThat(next()).isEqualTo(LINE);
  }

  @Test
  void nothingIsKnownBeforeTheFirstPicture() {
    for (int i = 0; i < 3; i++) {
      assertThat(appointments.next(Duration.ZERO, Duration.ZERO)).isZero();
    }
  }

  @Test
  void neverComeBackInGreaterNumberThanTheirShare() {
    PriorityQueue<Long> returns = new PriorityQueue<>();
    for (int visitor = 0; visitor < 300; visitor++) {
      returns.add((long) visitor);
    }
    long begun = now;
    long end = Duration.ofSeconds(30).toNanos();
    int refusals = 0;
    // The line stays full: whoever comes back is turned away again.
    while (returns.element() < end) {
      long at = returns.remove();
      now = begun + at;
      returns.add(at + next().toNanos());
      refusals++;
    }
    long most = end / SLOT.toNanos();
    assertThat(refusals).isBetween((int) (most * 0.9), (int) most + 300);
  }

  private Duration next() {
    return appointments.next(LINE, PICTURE);
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
