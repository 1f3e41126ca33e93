package org.visiomatic.serve.ops;

import java.util.concurrent.atomic.LongAdder;

/// Builds of pyramids.
public final class BuildCounts {

  private final LongAdder running = new LongAdder();
  private final LongAdder waiting = new LongAdder();
  private final LongAdder done = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final Histogram durations = new Histogram();

  BuildCounts() {}

  /// One waits for its turn.
  public void queued() {
    waiting.increment();
  }

  /// One that waited has begun, or will not begin any more.
  public void dequeued() {
    waiting.decrement();
  }

  /// One begins.
  public void begin() {
    running.increment();
  }

  /// One has ended.
  public void end(boolean well, long nanos) {
    running.decrement();
    (well ? done : failed).increment();
    durations.add(nanos);
  }

  /// Builds under way.
  public long running() {
    return running.sum();
  }

  /// Builds in line.
  public long waiting() {
    return waiting.sum();
  }

  /// Builds that made a pyramid.
  public long done() {
    return done.sum();
  }

  /// Builds that did not.
  public long failed() {
    return failed.sum();
  }

  void write(Exposition out) {
    out.gauge("visiomatic_builds_running", "Builds of pyramids under way.", running());
    out.gauge("visiomatic_builds_waiting", "Builds of pyramids in line.", waiting());
    out.counters("visiomatic_builds_total", "Builds of pyramids that have ended.");
    out.member("result", "done", done());
    out.member("result", "failed", failed());
    out.histograms("visiomatic_build_duration_seconds", "Time that builds of pyramids took.");
    durations.write(out, "");
  }
}
