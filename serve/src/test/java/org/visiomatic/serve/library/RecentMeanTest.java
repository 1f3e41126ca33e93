package org.visiomatic.serve.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecentMeanTest {

  private final RecentMean mean = new RecentMean();

  @Test
  void knowsNothingAtFirst() {
    assertThat(mean.of(100, 2)).isZero();
  }

  @Test
  void sharesTheWorkAmongAllHands() {
    mean.add(Duration.ofMillis(8).toNanos());
    assertThat(mean.of(100, 4)).isEqualTo(Duration.ofMillis(200));
    assertThat(mean.of(0, 4)).isZero();
  }

  @Test
  void followsTheLatest() {
    mean.add(Duration.ofSeconds(1).toNanos());
    for (int i = 0; i < 200; i++) {
      mean.add(Duration.ofMillis(1).toNanos());
    }
    assertThat(mean.of(1000, 1)).isBetween(Duration.ofMillis(1000), Duration.ofMillis(1100));
  }
}
