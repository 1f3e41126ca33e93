package org.visiomatic.serve.api;

import java.util.concurrent.Callable;

/// Where the time of one answer went, for its `Server-Timing` header: how long the image took to
/// open, the work waited for a thread, values were read or pixels rendered, and the picture
/// encoded.
///
/// One thread asks, another may do the work; what that one notes is seen by the first when it has
/// got the result.
public final class Stages {

  private static final ScopedValue<Stages> CURRENT = ScopedValue.newInstance();

  private static final String HIT = "cache;desc=hit";

  /// Waits below are not worth a word.
  private static final long NOTICEABLE_NANOS = 1_000_000;

  private final long start = System.nanoTime();
  private long opened = start;
  private long begun;
  private long rendered;
  private long done;

  /// The image is open.
  void open() {
    opened = System.nanoTime();
  }

  /// The same work, which notes here when it begins and ends.
  <T> Callable<T> note(Callable<T> work) {
    return () -> {
      begun = System.nanoTime();
      T result = ScopedValue.where(CURRENT, this).call(work::call);
      done = System.nanoTime();
      return result;
    };
  }

  /// Called within such work: pixels are rendered, and will now be encoded.
  static void rendered() {
    if (CURRENT.isBound()) {
      CURRENT.get().rendered = System.nanoTime();
    }
  }

  /// The value of the header. To be asked for when the answer is there.
  public String header() {
    StringBuilder text = new StringBuilder(64);
    if (opened - start >= NOTICEABLE_NANOS) {
      append(text, "open", opened - start);
    }
    if (done == 0) {
      // Nothing had to be done for this answer, or equal work was going on already.
      long waited = System.nanoTime() - opened;
      if (text.isEmpty() && waited < NOTICEABLE_NANOS) {
        return HIT;
      }
      text.append(text.isEmpty() ? "" : ", ").append(HIT);
      if (waited >= NOTICEABLE_NANOS) {
        append(text, "wait", waited);
      }
      return text.toString();
    }
    append(text, "queue", begun - opened);
    if (rendered == 0) {
      append(text, "read", done - begun);
    } else {
      append(text, "render", rendered - begun);
      append(text, "encode", done - rendered);
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String name, long nanos) {
    long hundredths = Math.max(0, nanos) / 10_000;
    text.append(text.isEmpty() ? "" : ", ").append(name).append(";dur=").append(hundredths / 100);
    text.append('.').append(hundredths / 10 % 10).append(hundredths % 10);
  }
}
