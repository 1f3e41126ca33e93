package org.visiomatic.shell.tile;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.visiomatic.tiler.batch.BatchPlan;
import org.visiomatic.tiler.batch.ByteSize;
import org.visiomatic.tiler.batch.Estimate;
import org.visiomatic.tiler.batch.ImageReport;
import org.visiomatic.tiler.batch.PlannedImage;
import org.visiomatic.tiler.batch.PlannedImage.Settled;
import org.visiomatic.tiler.batch.PlannedImage.ToBuild;
import org.visiomatic.tiler.batch.Preflight;
import org.visiomatic.tiler.batch.Trouble;
import org.visiomatic.tiler.pyramid.PyramidGeometry;

/// A plan as a table for people.
public final class PlanTable {

  private static final String ROW = "%-8s %19s %6s %8s %11s %9s  %s%n";

  private PlanTable() {}

  /// Writes the table, with a total and what it was compared with.
  public static void print(Preflight preflight, PrintWriter out) {
    out.printf(ROW, "plan", "size", "levels", "tiles", "disk", "seconds", "input");
    BatchPlan plan = preflight.plan();
    List<String> remarks = new ArrayList<>();
    for (PlannedImage image : plan.images()) {
      switch (image) {
        case Settled settled -> row(settled.report(), out, remarks);
        case ToBuild build -> row(build, out, remarks);
      }
    }
    out.printf(
        "%n%d of %d to build; about %s when nothing else runs and files are in memory.%n",
        plan.builds().size(), plan.images().size(), ProgressText.duration(plan.seconds()));
    out.printf(
        "%s%s needed on the disk of the cache, %s free; the batch keeps %s in %d pyramids.%n",
        plan.exact() ? "" : "About ",
        ByteSize.text(plan.neededBytes()),
        ByteSize.text(preflight.freeBytes()),
        ByteSize.text(plan.keptBytes()),
        plan.pyramids());
    if (!plan.exact()) {
      out.println(
          "A ~ marks guesses: the file is packed as a whole, or its cache will be compressed.");
    }
    remarks.forEach(out::println);
    out.flush();
  }

  private static void row(ImageReport report, PrintWriter out, List<String> remarks) {
    Optional<PyramidGeometry> geometry = report.pyramid().map(pyramid -> pyramid.geometry());
    row(
        out,
        report.status().toString(),
        geometry,
        report.pyramid().map(pyramid -> ByteSize.text(pyramid.bytes())).orElse("-"),
        "-",
        report.given());
    report.trouble().map(Trouble::message).ifPresent(remarks::add);
  }

  private static void row(ToBuild build, PrintWriter out, List<String> remarks) {
    Optional<Estimate> estimate = build.estimate();
    row(
        out,
        build.trouble().isPresent() ? "try" : "build",
        estimate.flatMap(Estimate::geometry),
        estimate.map(e -> (e.exact() ? "" : "~") + ByteSize.text(e.bytes())).orElse("-"),
        estimate.map(e -> ProgressText.seconds(e.seconds())).orElse("-"),
        build.input().given());
    build.trouble().map(Trouble::message).ifPresent(remarks::add);
  }

  private static void row(
      PrintWriter out,
      String action,
      Optional<PyramidGeometry> geometry,
      String disk,
      String seconds,
      String input) {
    out.printf(
        ROW,
        action,
        geometry
            .map(g -> "%d × %d × %d".formatted(g.width(), g.height(), g.channels()))
            .orElse("-"),
        geometry.map(g -> String.valueOf(g.levels())).orElse("-"),
        geometry.map(g -> String.valueOf(g.tiles())).orElse("-"),
        disk,
        seconds,
        input);
  }
}
