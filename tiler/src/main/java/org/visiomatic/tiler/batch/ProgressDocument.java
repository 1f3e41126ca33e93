package org.visiomatic.tiler.batch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/// How a batch goes on, as JSON, one object per event. Documented in `docs/reference/manifest.md`.
public final class ProgressDocument {

  private ProgressDocument() {}

  /// The inputs are being looked at.
  public static String looking(int images) {
    return Manifest.text(event("looking").put("total", images));
  }

  /// Work on an image begins.
  public static String started(PlannedImage.ToBuild image) {
    ObjectNode json = event("started");
    json.put("input", image.input().given()).put("source", image.input().file().toString());
    return Manifest.text(json);
  }

  /// An image has ended.
  public static String ended(ImageReport report) {
    ObjectNode json = event("ended");
    Manifest.describe(report, json);
    return Manifest.text(json);
  }

  /// How far the batch is.
  public static String progress(BatchStatus status) {
    ObjectNode json = event("progress");
    json.put("done", status.done())
        .put("failed", status.failed())
        .put("total", status.total())
        .put("fraction", Manifest.rounded(status.fraction(), 1e4))
        .put("seconds", Manifest.rounded(status.seconds(), 1000));
    if (status.secondsLeft() < 0) {
      json.putNull("seconds_left");
    } else {
      json.put("seconds_left", Manifest.rounded(status.secondsLeft(), 10));
    }
    json.put("megapixels_per_second", Manifest.rounded(status.megapixelsPerSecond(), 100));
    var active = json.putArray("active");
    for (BatchStatus.Active image : status.active()) {
      active
          .addObject()
          .put("input", image.given())
          .put("stage", image.stage().name().toLowerCase(Locale.ROOT))
          .put("fraction", Manifest.rounded(image.fraction(), 1000));
    }
    return Manifest.text(json);
  }

  /// Something to say about the batch as a whole.
  public static String message(String sentence) {
    return Manifest.text(event("message").put("message", sentence));
  }

  /// The batch has ended.
  public static String finished(BatchSummary summary, int exitCode) {
    ObjectNode json = event("finished");
    Manifest.describe(summary, exitCode, json);
    return Manifest.text(json);
  }

  private static ObjectNode event(String name) {
    return Manifest.object().put("event", name);
  }
}
