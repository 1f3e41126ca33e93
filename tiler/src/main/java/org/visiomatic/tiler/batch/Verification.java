package org.visiomatic.tiler.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.visiomatic.tiler.pyramid.Finding;
import org.visiomatic.tiler.pyramid.PyramidCheck;

/// Reads a pyramid back from the disk and tells whether it is the one that was written.
final class Verification {

  private Verification() {}

  /// What is wrong with a pyramid; absent when all is well. One thread reads: a batch checks
  /// several pyramids at a time.
  static Optional<Trouble> of(Path pyramid) throws IOException, InterruptedException {
    List<Finding> damages =
        PyramidCheck.run(pyramid, 1, fraction -> {}).stream()
            .filter(finding -> finding.kind().isDamage())
            .toList();
    if (damages.isEmpty()) {
      return Optional.empty();
    }
    int others = damages.size() - 1;
    String more = others == 0 ? "" : " And %d more findings.".formatted(others);
    return Optional.of(
        new Trouble(Reason.DAMAGED, damages.getFirst().sentence() + more + " Check the disk."));
  }
}
