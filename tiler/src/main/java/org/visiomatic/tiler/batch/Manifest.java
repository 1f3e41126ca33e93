package org.visiomatic.tiler.batch;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.visiomatic.tiler.pyramid.PyramidGeometry;

/// The JSON that a batch is told in: one object per image, one for the whole. Documented in
/// `docs/reference/manifest.md`.
public final class Manifest {

  /// The version of these objects.
  static final int VERSION = 1;

  private static final JsonMapper JSON = new JsonMapper();

  private Manifest() {}

  /// The line of an image.
  ///
  /// @param program name and version of the program
  public static String line(ImageReport report, String program) {
    ObjectNode line = JSON.createObjectNode();
    line.put("version", VERSION).put("program", program);
    describe(report, line);
    return text(line);
  }

  /// The last line.
  ///
  /// @param exitCode that the process is about to end with
  public static String line(BatchSummary summary, int exitCode, String program) {
    ObjectNode line = JSON.createObjectNode();
    line.put("version", VERSION).put("program", program);
    describe(summary, exitCode, line.putObject("summary"));
    return text(line);
  }

  static void describe(ImageReport report, ObjectNode json) {
    json.put("input", report.given()).put("source", report.source());
    if (report.sourceBytes() < 0) {
      json.putNull("source_bytes");
    } else {
      json.put("source_bytes", report.sourceBytes());
    }
    json.put("status", report.status().toString());
    json.put("reason", report.trouble().map(t -> t.reason().toString()).orElse(null));
    json.put("message", report.trouble().map(Trouble::message).orElse(null));
    report.pyramid().ifPresent(pyramid -> describe(pyramid, json));
    json.put("seconds", rounded(report.seconds(), 1e4));
    json.put("megapixels_per_second", rounded(report.megapixelsPerSecond(), 100));
  }

  private static void describe(PyramidFacts pyramid, ObjectNode json) {
    PyramidGeometry geometry = pyramid.geometry();
    json.put("pyramid", pyramid.folder().toString())
        .put("width", geometry.width())
        .put("height", geometry.height())
        .put("channels", geometry.channels())
        .put("levels", geometry.levels())
        .put("tiles", geometry.tiles())
        .put("bytes", pyramid.bytes());
    var hdus = json.putArray("hdus");
    pyramid
        .hdus()
        .forEach(hdu -> hdus.addObject().put("number", hdu.number()).put("name", hdu.name()));
    pyramid.notes().forEach(json.putArray("warnings")::add);
  }

  static void describe(BatchSummary summary, int exitCode, ObjectNode json) {
    for (Status status : Status.values()) {
      json.put(status.toString(), summary.count(status));
    }
    json.put("seconds", rounded(summary.seconds(), 1e4))
        .put("megapixels", rounded(summary.megapixels(), 1e6))
        .put("megapixels_per_second", rounded(summary.megapixels() / summary.seconds(), 100))
        .put("bytes", summary.bytes())
        .put("exit_code", exitCode);
    var removed = json.putArray("removed");
    summary.removed().forEach(pyramid -> removed.add(pyramid.toString()));
    summary.problems().forEach(json.putArray("problems")::add);
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static String text(ObjectNode json) {
    try {
      return JSON.writeValueAsString(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static double rounded(double value, double steps) {
    return Double.isFinite(value) ? Math.round(value * steps) / steps : 0;
  }
}
