package org.visiomatic.tiler.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Counts how the images of a batch end, and passes every report on, one at a time.
final class Tally {

  private final BatchEvents events;
  private final Map<Status, Integer> counts = new EnumMap<>(Status.class);
  private final List<Path> kept = new ArrayList<>();
  private int unusable;
  private boolean busy;
  private double megapixels;
  private long bytes;

  Tally(BatchEvents events) {
    this.events = events;
  }

  /// Counts a report and passes it on.
  ///
  /// @throws IOException when it could not be told; it is counted all the same
  synchronized void add(ImageReport report) throws IOException {
    counts.merge(report.status(), 1, Integer::sum);
    report.pyramid().ifPresent(pyramid -> kept.add(pyramid.folder()));
    if (report.status() == Status.BUILT) {
      megapixels += report.pyramid().map(PyramidFacts::megapixels).orElse(0.0);
      bytes += report.pyramid().map(PyramidFacts::bytes).orElse(0L);
    }
    Optional<Reason> reason = report.trouble().map(Trouble::reason);
    busy |= reason.filter(Reason.BUSY::equals).isPresent();
    unusable += reason.filter(Reason::isOfInput).isPresent() ? 1 : 0;
    events.ended(report);
  }

  /// Pyramids that were built or found current.
  synchronized List<Path> kept() {
    return List.copyOf(kept);
  }

  /// @param halt why the batch did not go to its end; absent when it did
  synchronized BatchSummary summary(Optional<Trouble> halt, double seconds, Pruning pruning) {
    List<String> problems = new ArrayList<>();
    halt.filter(trouble -> trouble.reason() != Reason.FAIL_FAST)
        .ifPresent(trouble -> problems.add(trouble.message()));
    problems.addAll(pruning.problems());
    return new BatchSummary(
        outcome(halt.map(Trouble::reason)),
        counts,
        megapixels,
        bytes,
        seconds,
        pruning.removed(),
        problems);
  }

  private Outcome outcome(Optional<Reason> halt) {
    if (halt.isPresent()) {
      switch (halt.get()) {
        case INTERRUPTED -> {
          return Outcome.INTERRUPTED;
        }
        case PREFLIGHT -> {
          return Outcome.REFUSED;
        }
        case DISK_FULL, CACHE_LOST, MANIFEST -> {
          return Outcome.BROKEN;
        }
        case MISSING, UNREADABLE, NO_IMAGE, PERMISSION, CHANGED, BUSY -> {}
        case FAIL_FAST, DAMAGED, IO, DEFECT -> {}
      }
    }
    int failed = counts.getOrDefault(Status.FAILED, 0);
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    if (unusable > 0 && unusable == all) {
      return Outcome.NO_INPUT;
    }
    return failed > 0 ? Outcome.SOME_FAILED : busy ? Outcome.BUSY : Outcome.COMPLETE;
  }
}
