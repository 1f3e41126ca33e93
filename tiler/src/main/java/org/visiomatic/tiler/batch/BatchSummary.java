package org.visiomatic.tiler.batch;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What became of a batch.
///
/// @param outcome in a word
/// @param counts how many images ended how; every status has an entry
/// @param megapixels built, in millions of pixels of level 0
/// @param bytes of the pyramids that were built
/// @param seconds from start to end
/// @param removed pyramids that were removed to keep the limits of the cache
/// @param problems sentences about the batch as a whole; often empty
public record BatchSummary(
    Outcome outcome,
    Map<Status, Integer> counts,
    double megapixels,
    long bytes,
    double seconds,
    List<Path> removed,
    List<String> problems) {

  public BatchSummary {
    Map<Status, Integer> all = new EnumMap<>(Status.class);
    for (Status status : Status.values()) {
      all.put(status, counts.getOrDefault(status, 0));
    }
    counts = Map.copyOf(all);
    removed = List.copyOf(removed);
    problems = List.copyOf(problems);
  }

  /// Of a batch that found nothing to do.
  public static BatchSummary withoutInputs() {
    return new BatchSummary(
        Outcome.NO_INPUT,
        Map.of(),
        0,
        0,
        0,
        List.of(),
        List.of("There is no image among the inputs."));
  }

  /// How many images ended so.
  public int count(Status status) {
    return counts.getOrDefault(status, 0);
  }
}
