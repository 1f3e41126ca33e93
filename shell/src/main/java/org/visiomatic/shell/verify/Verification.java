package org.visiomatic.shell.verify;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.visiomatic.shell.console.ProgressLine;
import org.visiomatic.shell.verify.Result.State;
import org.visiomatic.tiler.build.PyramidComparison;
import org.visiomatic.tiler.build.TilingOptions;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.DamagedPyramidException;
import org.visiomatic.tiler.pyramid.Finding;
import org.visiomatic.tiler.pyramid.Pyramid;
import org.visiomatic.tiler.pyramid.PyramidCheck;
import org.visiomatic.tiler.pyramid.PyramidDescription;

/// Verifies pyramids one after the other, each with all threads.
///
/// @param err where to say what could not be verified
public record Verification(
    VerifyOptions options, Report report, ProgressLine progress, PrintWriter err) {

  public Verdict run() throws IOException, InterruptedException {
    Places places = new Places(options.cache());
    for (String place : options.places()) {
      places.add(place);
    }
    if (options.places().isEmpty()) {
      places.add(options.cache().toString());
    }
    places.problems().forEach(problem -> err.println("visiomatic: " + problem));
    int number = 0;
    for (Path pyramid : places.pyramids()) {
      number++;
      progress.begin(
          "verifying %d/%d %s".formatted(number, places.pyramids().size(), pyramid.getFileName()));
      Result result = verify(pyramid);
      progress.erase();
      report.add(result);
    }
    for (Path cache : places.caches()) {
      lookForLeftovers(CacheFolder.open(cache));
    }
    return report.finish(!places.problems().isEmpty());
  }

  private void lookForLeftovers(CacheFolder cache) throws IOException {
    List<Path> leftovers = cache.leftovers();
    if (options.repairs()) {
      cache.sweep();
    }
    leftovers.forEach(folder -> report.addLeftover(folder, !Files.exists(folder)));
  }

  private Result verify(Path pyramid) throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    try {
      findings.addAll(PyramidCheck.run(pyramid, options.tiling().threads(), progress::at));
      if (findings.isEmpty() && options.compares()) {
        findings.addAll(compare(pyramid));
      }
      boolean damaged = findings.stream().anyMatch(finding -> finding.kind().isDamage());
      if (damaged && options.repairs()) {
        return new Repair(pyramid, findings, options.tiling()).run();
      }
      return new Result(pyramid, damaged ? State.DAMAGED : state(findings), findings, "");
    } catch (IOException | IllegalArgumentException e) {
      return new Result(pyramid, State.FAILED, findings, String.valueOf(e.getMessage()));
    }
  }

  private static State state(List<Finding> findings) {
    boolean seen = findings.stream().allMatch(finding -> finding.kind() == Finding.Kind.SOURCE);
    return seen ? State.GOOD : State.SKIPPED;
  }

  private List<Finding> compare(Path folder) throws IOException, InterruptedException {
    TilingOptions tiling = options.tiling();
    TilingOptions made =
        TilingOptions.of(PyramidDescription.read(folder), tiling.threads(), tiling.memoryBytes());
    Path scratch = Files.createTempDirectory("visiomatic-verify");
    try (Pyramid pyramid = Pyramid.open(folder)) {
      return new PyramidComparison(folder, pyramid, made).run(scratch, progress::at);
    } catch (DamagedPyramidException e) {
      return List.of(new Finding(Finding.Kind.TILE, folder, String.valueOf(e.getMessage())));
    } finally {
      remove(scratch);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
