package org.visiomatic.tiler.batch;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.visiomatic.tiler.batch.PlannedImage.Settled;
import org.visiomatic.tiler.batch.PlannedImage.ToBuild;

/// What is to be done about every input of a batch, and what it will take.
///
/// @param images in the order of the inputs
/// @param jobs images that will be worked on at the same time
/// @param complete false when looking at the inputs was interrupted
public record BatchPlan(List<PlannedImage> images, int jobs, boolean complete) {

  public BatchPlan {
    images = List.copyOf(images);
  }

  /// The images to build.
  public List<ToBuild> builds() {
    return images.stream().filter(ToBuild.class::isInstance).map(ToBuild.class::cast).toList();
  }

  /// What is known already.
  public List<ImageReport> settled() {
    return images.stream()
        .filter(Settled.class::isInstance)
        .map(image -> ((Settled) image).report())
        .toList();
  }

  /// Whether some of the images are going to fail, as far as can be told.
  boolean willFail() {
    return settled().stream().anyMatch(report -> report.status() == Status.FAILED)
        || builds().stream()
            .anyMatch(
                build ->
                    build.trouble().isPresent()
                        && Reports.statusOf(build.input(), build.trouble().get().reason())
                            == Status.FAILED);
  }

  /// What is wrong with inputs, as far as can be told.
  List<Trouble> troubles() {
    return Stream.concat(
            settled().stream().flatMap(report -> report.trouble().stream()),
            builds().stream().flatMap(build -> build.trouble().stream()))
        .toList();
  }

  /// Pyramids that the cache will hold on account of this batch.
  public long pyramids() {
    return builds().size() + settled().stream().filter(r -> r.pyramid().isPresent()).count();
  }

  /// What those take on disk together.
  public long keptBytes() {
    long current =
        settled().stream().mapToLong(r -> r.pyramid().map(PyramidFacts::bytes).orElse(0L)).sum();
    return current + builds().stream().mapToLong(BatchPlan::bytes).sum();
  }

  /// What has to be free on the disk of the cache: what the pyramids to build take more than those
  /// they replace, and what as many of the hungriest as are built at a time take besides.
  public long neededBytes() {
    long growth = builds().stream().mapToLong(b -> bytes(b) - b.replacedBytes()).sum();
    long besides =
        builds().stream()
            .map(BatchPlan::passingBytes)
            .sorted(Comparator.reverseOrder())
            .limit(jobs)
            .mapToLong(Long::longValue)
            .sum();
    return Math.max(0, growth) + besides;
  }

  /// How long the builds take. They share the processors, so this is a sum, whatever the jobs.
  public double seconds() {
    return builds().stream()
        .mapToDouble(b -> b.estimate().map(Estimate::seconds).orElse(0.0))
        .sum();
  }

  /// Whether no size is a guess.
  public boolean exact() {
    return builds().stream().allMatch(b -> b.estimate().map(Estimate::exact).orElse(false));
  }

  private static long bytes(ToBuild build) {
    return build.estimate().map(Estimate::bytes).orElse(0L);
  }

  /// Until it is published a pyramid stands beside the one that it replaces.
  private static long passingBytes(ToBuild build) {
    Optional<Estimate> estimate = build.estimate();
    return estimate.map(Estimate::scratchBytes).orElse(0L)
        + Math.min(build.replacedBytes(), bytes(build));
  }
}
