package org.visiomatic.tiler.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.visiomatic.tiler.pyramid.CacheLimits;

/// Compares what a batch will take with the room there is, before anything is built.
///
/// @param plan the batch
/// @param freeBytes what the disk of the cache has left for this user
/// @param limits what the cache may hold
public record Preflight(BatchPlan plan, long freeBytes, CacheLimits limits) {

  /// Looks at the disk that a cache folder is on, or will be on.
  public static Preflight of(BatchPlan plan, Path cache, CacheLimits limits) throws IOException {
    Path there = cache.toAbsolutePath().normalize();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return new Preflight(plan, Files.getFileStore(there).getUsableSpace(), limits);
  }

  /// Why the batch does not fit, each a sentence with numbers and what to do; empty when it fits.
  public List<String> refusals() {
    List<String> refusals = new ArrayList<>();
    if (plan.builds().isEmpty()) {
      return refusals;
    }
    room().ifPresent(refusals::add);
    count().ifPresent(refusals::add);
    bytes().ifPresent(refusals::add);
    return refusals;
  }

  /// How the batch would go, as far as can be told.
  public Outcome outcome() {
    if (!refusals().isEmpty()) {
      return Outcome.REFUSED;
    }
    List<Trouble> troubles = plan.troubles();
    if (!troubles.isEmpty()
        && troubles.size() == plan.images().size()
        && troubles.stream().allMatch(trouble -> trouble.reason().isOfInput())) {
      return Outcome.NO_INPUT;
    }
    return plan.willFail() ? Outcome.SOME_FAILED : Outcome.COMPLETE;
  }

  private Optional<String> room() {
    long needed = plan.neededBytes();
    return needed <= freeBytes
        ? Optional.empty()
        : Optional.of(
            "The batch needs %s%s on the disk of the cache, but %s are free; make room, choose another cache_dir, or give fewer images."
                .formatted(
                    plan.exact() ? "" : "about ", ByteSize.text(needed), ByteSize.text(freeBytes)));
  }

  private Optional<String> count() {
    long pyramids = plan.pyramids();
    return pyramids <= limits.images()
        ? Optional.empty()
        : Optional.of(
            "The batch would keep %,d pyramids in the cache, but max_cache_image_count is %,d; raise it or give fewer images."
                .formatted(pyramids, limits.images()));
  }

  private Optional<String> bytes() {
    long kept = plan.keptBytes();
    return kept <= limits.bytes()
        ? Optional.empty()
        : Optional.of(
            "The batch would keep %s%s in the cache, but max_cache_size is %s; raise it or give fewer images."
                .formatted(
                    plan.exact() ? "" : "about ",
                    ByteSize.text(kept),
                    ByteSize.text(limits.bytes())));
  }
}
