package org.visiomatic.serve.api;

import java.util.concurrent.Callable;
import org.visiomatic.serve.ops.Stage;
import org.visiomatic.serve.ops.Telemetry;

/// The clock of one request. Its readings say where the time went, to the visitor in the header
/// `Server-Timing` and to the operator in the metrics.
///
/// One thread asks, another may do the work; what that one notes is seen by the first when it has
/// got the result. Work tells the metrics itself how long it took: whoever asked for it may have
/// left.
public final class Stages {

  private static final ScopedValue<Stages> CURRENT = ScopedValue.newInstance();

  private static final String HIT = "cache;desc=hit";

  /// Waits below are not worth a word.
  private static final long NOTICEABLE_NANOS = 1_000_000;

  private final Telemetry telemetry;
  private final long start = System.nanoTime();
  private long opened = start;
  private long begun;
  private long rendered;
  private long done;
  private long answered;

  /// The request has come.
  ///
  /// @param telemetry is told how long each stage took
  public Stages(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  /// The image is open.
  void open() {
    opened = System.nanoTime();
    telemetry.took(Stage.OPEN, opened - start);
  }

  /// The same work, which notes here when it begins and ends.
  <T> Callable<T> note(Callable<T> work) {
    return () -> {
      begun = System.nanoTime();
      telemetry.took(Stage.QUEUE, begun - opened);
      T result = ScopedValue.where(CURRENT, this).call(work::call);
      done = System.nanoTime();
      if (rendered == 0) {
        telemetry.took(Stage.READ, done - begun);
      } else {
        telemetry.took(Stage.RENDER, rendered - begun);
        telemetry.took(Stage.ENCODE, done - rendered);
      }
      return result;
    };
  }

  /// Called within such work: pixels are rendered, and will now be encoded.
  static void rendered() {
    if (CURRENT.isBound()) {
      CURRENT.get().rendered = System.nanoTime();
    }
  }

  /// The answer is there, and will now be sent.
  public void answered() {
    answered = System.nanoTime();
  }

  /// The request is over, with or without an answer.
  ///
  /// @return what it took altogether, in nanoseconds
  public long end() {
    long now = System.nanoTime();
    if (answered != 0) {
      telemetry.took(Stage.SEND, now - answered);
    }
    return now - start;
  }

  /// The value of the header. To be asked for when the answer is there.
  public String header() {
    StringBuilder text = new StringBuilder(64);
    if (opened - start >= NOTICEABLE_NANOS) {
      append(text, Stage.OPEN, opened - start);
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
    append(text, Stage.QUEUE, begun - opened);
    if (rendered == 0) {
      append(text, Stage.READ, done - begun);
    } else {
      append(text, Stage.RENDER, rendered - begun);
      append(text, Stage.ENCODE, done - rendered);
    }
    return text.toString();
  }

  private static void append(StringBuilder text, Stage stage, long nanos) {
    append(text, stage.label(), nanos);
  }

  private static void append(StringBuilder text, String name, long nanos) {
    long hundredths = Math.max(0, nanos) / 10_000;
    text.append(text.isEmpty() ? "" : ", ").append(name).append(";dur=").append(hundredths / 100);
    text.append('.').append(hundredths / 10 % 10).append(hundredths % 10);
  }
}
