package org.visiomatic.serve.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The requests that are being answered.
class RunningRequestsTest {

  private final RunningRequests running = new RunningRequests();

  private Request begin(String path) {
    Request request = new Request("::1", "GET", path, "");
    running.enter(request);
    return request;
  }

  @Test
  void listsTheOldestFirst() {
    Request first = begin("/1");
    Request second = begin("/2");
    Request third = begin("/3");
    running.leave(second);
    assertThat(running.oldest(9)).containsExactly(first, third);
    assertThat(running.oldest(1)).containsExactly(first);
    running.leave(first);
    running.leave(third);
    running.leave(third);
    assertThat(running.oldest(9)).isEmpty();
  }

  @Test
  void letsRequestsBeThatFindNoPlace() {
    List<Request> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(begin("/" + i));
    }
    assertThat(running.oldest(100)).hasSizeBetween(1, 99).isEqualTo(all.subList(0, 16));
    all.forEach(running::leave);
    assertThat(running.oldest(100)).isEmpty();
  }
}
