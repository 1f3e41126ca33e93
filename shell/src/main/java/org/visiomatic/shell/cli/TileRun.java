package org.visiomatic.shell.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.visiomatic.serve.ProductVersion;
import org.visiomatic.shell.config.CacheSection;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Signals;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.tile.BatchConsole;
import org.visiomatic.shell.tile.Display;
import org.visiomatic.shell.tile.PlanTable;
import org.visiomatic.shell.tile.TilingSettings;
import org.visiomatic.tiler.batch.Batch;
import org.visiomatic.tiler.batch.BatchInput;
import org.visiomatic.tiler.batch.BatchMeter;
import org.visiomatic.tiler.batch.BatchOptions;
import org.visiomatic.tiler.batch.BatchPlan;
import org.visiomatic.tiler.batch.BatchSummary;
import org.visiomatic.tiler.batch.InputList;
import org.visiomatic.tiler.batch.InputRules;
import org.visiomatic.tiler.batch.ManifestWriter;
import org.visiomatic.tiler.batch.Outcome;
import org.visiomatic.tiler.batch.PlanDocument;
import org.visiomatic.tiler.batch.Preflight;
import org.visiomatic.tiler.build.Demand;
import org.visiomatic.tiler.build.TilingOptions;
import org.visiomatic.tiler.pyramid.CacheFolder;

/// One run of `tile`.
///
/// @param surroundings what it runs in
record TileRun(Configuration configuration, TileOptions options, Surroundings surroundings) {

  private static final String PROGRAM = "visiomatic " + ProductVersion.TEXT;

  /// @return the exit code
  int run() throws IOException, InterruptedException {
    TilingOptions tiling = TilingSettings.of(configuration, Specs.extensions(options.parsed()));
    BatchOptions wished = batchOptions(tiling);
    Display display =
        Display.of(
            options.progress(),
            options.verbosity(),
            surroundings.err(),
            surroundings.talksToTerminal());
    Path folder = configuration.get(CacheSection.CACHE_DIR);
    List<BatchInput> inputs = InputList.of(options.inputs(), rules(folder));
    try (@Nullable ManifestWriter manifest = openManifest();
        Batch batch =
            new Batch(
                CacheFolder.open(folder, TilingSettings.usesFile(configuration)), tiling, wished);
        Signals signals = Signals.stopping(batch::stop)) {
      List<BatchInput> share = inputs.stream().filter(options.shard()::contains).toList();
      display.looking(share.size());
      BatchPlan plan = batch.plan(share, options.hasPreflight());
      Preflight preflight = Preflight.of(plan, folder, wished.limits());
      if (options.isDryRun() && plan.complete()) {
        return show(preflight, inputs.isEmpty());
      }
      try (BatchConsole console = new BatchConsole(display, new BatchMeter(plan), manifest)) {
        BatchSummary summary =
            inputs.isEmpty() ? BatchSummary.withoutInputs() : work(batch, preflight, console);
        int code = code(summary.outcome(), signals);
        console.finished(summary, code);
        return code;
      }
    }
  }

  private BatchSummary work(Batch batch, Preflight preflight, BatchConsole console)
      throws InterruptedException {
    BatchPlan plan = preflight.plan();
    List<String> refusals = preflight.refusals();
    return plan.complete() && options.hasPreflight() && !refusals.isEmpty()
        ? batch.refuse(plan, String.join(" ", refusals), console)
        : batch.run(plan, console);
  }

  private int show(Preflight preflight, boolean nothing) {
    if (options.isJson()) {
      surroundings.out().println(PlanDocument.of(preflight));
    } else {
      PlanTable.print(preflight, surroundings.out());
    }
    preflight.refusals().forEach(refusal -> surroundings.say(refusal));
    Outcome outcome = nothing ? Outcome.NO_INPUT : preflight.outcome();
    return code(outcome, null);
  }

  private static int code(Outcome outcome, @Nullable Signals signals) {
    return switch (outcome) {
      case INTERRUPTED ->
          signals == null ? ExitCode.INTERRUPTED : signals.exitCode().orElse(ExitCode.INTERRUPTED);
      case BROKEN -> ExitCode.FAILED;
      case REFUSED -> ExitCode.REFUSED;
      case NO_INPUT -> ExitCode.NO_INPUT;
      case SOME_FAILED -> ExitCode.SOME_FAILED;
      case BUSY -> ExitCode.BUSY;
      case COMPLETE -> ExitCode.OK;
    };
  }

  private InputRules rules(Path cache) {
    return new InputRules(
        options.isRecursive(), cache, surroundings.in(), options.isNulSeparated());
  }

  private BatchOptions batchOptions(TilingOptions tiling) {
    return new BatchOptions(
        options.jobs(tiling.threads()),
        new Demand(
            options.isForced(), TilingSettings.isStorageWished(configuration), options.patience()),
        options.isFailFast(),
        options.isVerified(),
        TilingSettings.limits(configuration));
  }

  private @Nullable ManifestWriter openManifest() throws IOException {
    String name = options.manifest().orElse(null);
    if (name == null) {
      return null;
    }
    return name.equals("-")
        ? ManifestWriter.to(surroundings.out(), PROGRAM)
        : ManifestWriter.to(Path.of(name), PROGRAM);
  }
}
