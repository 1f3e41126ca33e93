package org.visiomatic.tiler.batch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.visiomatic.tiler.batch.PlannedImage.Settled;
import org.visiomatic.tiler.batch.PlannedImage.ToBuild;
import org.visiomatic.tiler.pyramid.PyramidGeometry;

/// A plan as JSON. Documented in `docs/reference/manifest.md`.
public final class PlanDocument {

  private PlanDocument() {}

  /// The plan with what it was compared with.
  public static String of(Preflight preflight) {
    BatchPlan plan = preflight.plan();
    ObjectNode document = Manifest.object();
    document.put("version", Manifest.VERSION);
    var images = document.putArray("images");
    for (PlannedImage image : plan.images()) {
      describe(image, images.addObject());
    }
    document
        .putObject("total")
        .put("build", plan.builds().size())
        .put("pyramids", plan.pyramids())
        .put("kept_bytes", plan.keptBytes())
        .put("needed_bytes", plan.neededBytes())
        .put("free_bytes", preflight.freeBytes())
        .put("seconds", Manifest.rounded(plan.seconds(), 1000))
        .put("exact", plan.exact());
    preflight.refusals().forEach(document.putArray("refusals")::add);
    return Manifest.text(document);
  }

  private static void describe(PlannedImage image, ObjectNode json) {
    switch (image) {
      case Settled settled -> {
        ImageReport report = settled.report();
        common(json, report.given(), report.source(), report.status().toString(), report.trouble());
        report.pyramid().ifPresent(p -> sizes(json, p.geometry(), p.bytes()));
      }
      case ToBuild build -> {
        String action = build.trouble().isPresent() ? "try" : "build";
        common(
            json, build.input().given(), build.input().file().toString(), action, build.trouble());
        json.put("pyramid", build.place().toString());
        build.estimate().ifPresent(estimate -> describe(estimate, json));
      }
    }
  }

  private static void common(
      ObjectNode json, String given, String source, String action, Optional<Trouble> trouble) {
    json.put("input", given).put("source", source).put("action", action);
    json.put("reason", trouble.map(t -> t.reason().toString()).orElse(null));
    json.put("message", trouble.map(Trouble::message).orElse(null));
  }

  private static void describe(Estimate estimate, ObjectNode json) {
    if (estimate.geometry().isPresent()) {
      sizes(json, estimate.geometry().get(), estimate.bytes());
    } else {
      json.put("bytes", estimate.bytes());
    }
    json.put("scratch_bytes", estimate.scratchBytes())
        .put("seconds", Manifest.rounded(estimate.seconds(), 1000))
        .put("exact", estimate.exact());
  }

  private static void sizes(ObjectNode json, PyramidGeometry geometry, long bytes) {
    json.put("width", geometry.width())
        .put("height", geometry.height())
        .put("channels", geometry.channels())
        .put("levels", geometry.levels())
        .put("tiles", geometry.tiles())
        .put("bytes", bytes);
  }
}
