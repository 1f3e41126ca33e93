package org.visiomatic.serve.ops;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The requests that are being answered, as far as there is room for them.
///
/// Each takes a free place of an array, near one that its thread chooses, and clears it in the end:
/// no lock, no allocation, and as a rule one write that no other thread competes for. When all
/// places near are taken, a request is not listed; it is counted elsewhere all the same.
public final class RunningRequests {

  static final int NOWHERE = -1;

  private static final int BITS = 11;
  private static final int PLACES = 1 << BITS;
  private static final int TRIES = 16;

  /// Spreads threads that follow one another: the golden ratio times 2^32.
  private static final int SPREAD = 0x9E3779B9;

  private final AtomicReferenceArray<@Nullable Request> places = new AtomicReferenceArray<>(PLACES);

  RunningRequests() {}

  void enter(Request request) {
    int first = ((int) Thread.currentThread().threadId() * SPREAD) >>> (Integer.SIZE - BITS);
    for (int i = 0; i < TRIES; i++) {
      int place = (first + i) % PLACES;
      if (places.getPlain(place) == null && places.compareAndSet(place, null, request)) {
        request.place = place;
        return;
      }
    }
  }

  void leave(Request request) {
    if (request.place != NOWHERE) {
      places.setRelease(request.place, null);
      request.place = NOWHERE;
    }
  }

  /// Those that have been running for longest, the oldest first.
  ///
  /// @param most how many
  public List<Request> oldest(int most) {
    List<Request> all = new ArrayList<>();
    for (int place = 0; place < PLACES; place++) {
      Request request = places.get(place);
      if (request != null) {
        all.add(request);
      }
    }
    long now = System.nanoTime();
    all.sort(Comparator.comparingLong((Request each) -> now - each.startNanos()).reversed());
    return List.copyOf(all.subList(0, Math.min(most, all.size())));
  }
}
