package org.visiomatic.tiler.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {

  private static final long MEGABYTE = 1 << 20;

  @Test
  void grantsNoMoreThanThereIs() throws Exception {
    MemoryBudget budget = new MemoryBudget(8 * MEGABYTE);
    try (MemoryBudget.Grant grant = budget.take(1L << 50)) {
      assertThat(grant.bytes()).isEqualTo(8 * MEGABYTE);
    }
    try (MemoryBudget.Grant grant = budget.take(3 * MEGABYTE)) {
      assertThat(grant.bytes()).isEqualTo(3 * MEGABYTE);
    }
  }

  @Test
  void grantsSomethingOutOfATinyBudget() throws Exception {
    try (MemoryBudget.Grant grant = new MemoryBudget(1).take(1)) {
      assertThat(grant.bytes()).isPositive();
    }
  }

  @Test
  void neverLendsMoreThanTheBudgetAtOnce() throws Exception {
    MemoryBudget budget = new MemoryBudget(4 * MEGABYTE);
    AtomicLong lent = new AtomicLong();
    List<Future<Long>> peaks = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long size : Collections.nCopies(50, 1L)) {
        for (long bytes : List.of(size, MEGABYTE, 3 * MEGABYTE, 9 * MEGABYTE)) {
          peaks.add(
              threads.submit(
                  () -> {
                    try (MemoryBudget.Grant grant = budget.take(bytes)) {
                      long now = lent.addAndGet(grant.bytes());
                      Thread.onSpinWait();
                      lent.addAndGet(-grant.bytes());
                      return now;
                    }
                  }));
        }
      }
      for (Future<Long> peak : peaks) {
        assertThat(peak.get()).isBetween(1L, 4 * MEGABYTE);
      }
    }
    assertThat(lent).hasValue(0);
  }
}
