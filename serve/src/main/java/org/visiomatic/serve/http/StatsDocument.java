package org.visiomatic.serve.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.visiomatic.serve.ProductVersion;
import org.visiomatic.serve.library.BuildStatus;
import org.visiomatic.serve.library.RenderPool;
import org.visiomatic.serve.ops.BuildCounts;
import org.visiomatic.serve.ops.CacheCounts;
import org.visiomatic.serve.ops.Histogram;
import org.visiomatic.serve.ops.MachineReadings;
import org.visiomatic.serve.ops.RecentRequests;
import org.visiomatic.serve.ops.Refusal;
import org.visiomatic.serve.ops.Request;
import org.visiomatic.serve.ops.Stage;
import org.visiomatic.serve.ops.Telemetry;

/// What a server has done, is doing, and takes, as the fields of a JSON object.
final class StatsDocument {

  /// Thousands may be under way; nobody reads more than these.
  private static final int RUNNING = 20;

  private final Backstage backstage;
  private final Telemetry telemetry;

  StatsDocument(Backstage backstage) {
    this.backstage = backstage;
    this.telemetry = backstage.telemetry();
  }

  /// All of them, as they are now.
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("version", ProductVersion.TEXT);
    fields.put("pid", ProcessHandle.current().pid());
    fields.put("uptime_seconds", MachineReadings.uptimeMillis() / 1e3);
    List<String> reasons = backstage.readiness().reasons();
    fields.put("ready", reasons.isEmpty());
    fields.put("reasons", reasons);
    fields.put(
        "requests", Map.of("answered", telemetry.answered(), "in_flight", telemetry.inFlight()));
    fields.put("recent", recent());
    fields.put("running", running());
    fields.put("stages", stages());
    fields.put("tiles", counts(telemetry.tiles()));
    fields.put("pyramids", counts(telemetry.pyramids()));
    fields.put("builds", builds(telemetry.builds()));
    RenderPool pool = backstage.pool();
    fields.put(
        "render",
        Map.of("places", pool.places(), "working", pool.working(), "waiting", pool.waiting()));
    Map<String, Object> rejected = new LinkedHashMap<>();
    for (Refusal reason : Refusal.values()) {
      rejected.put(reason.label(), telemetry.refusals(reason));
    }
    fields.put("rejected", rejected);
    fields.put("processor_seconds", MachineReadings.processorSeconds());
    fields.put("heap_bytes", MachineReadings.heapBytes());
    fields.put("max_heap_bytes", MachineReadings.maxHeapBytes());
    fields.put("mapped_bytes", MachineReadings.mappedBytes());
    fields.put("open_files", MachineReadings.openFiles());
    return fields;
  }

  private Map<String, Object> recent() {
    RecentRequests recent = RecentRequests.of(telemetry.journal(), MachineReadings.uptimeMillis());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("seconds", recent.seconds());
    fields.put("answered", recent.count());
    fields.put("per_second", rounded(recent.perSecond()));
    fields.put("client_errors", recent.clientErrors());
    fields.put("server_errors", recent.serverErrors());
    fields.put("p50_milliseconds", rounded(recent.millis(0.5)));
    fields.put("p99_milliseconds", rounded(recent.millis(0.99)));
    fields.put("max_milliseconds", rounded(recent.millis(1)));
    return fields;
  }

  private static double rounded(double value) {
    return Math.round(value * 1e3) / 1e3;
  }

  private List<Map<String, Object>> running() {
    long now = System.nanoTime();
    return telemetry.running().oldest(RUNNING).stream()
        .map(request -> running(request, now))
        .toList();
  }

  private static Map<String, Object> running(Request request, long now) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("client", request.client());
    fields.put("method", request.method());
    fields.put("target", request.target());
    fields.put("kind", request.kind().label());
    fields.put("seconds", rounded(Math.max(0, now - request.startNanos()) / 1e9));
    return fields;
  }

  private Map<String, Object> stages() {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Stage stage : Stage.values()) {
      Histogram taken = telemetry.taken(stage);
      fields.put(stage.label(), Map.of("count", taken.count(), "seconds", taken.seconds()));
    }
    return fields;
  }

  private static Map<String, Object> counts(CacheCounts counts) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("entries", counts.entries());
    fields.put("bytes", counts.bytes());
    fields.put("hits", counts.hits());
    fields.put("misses", counts.misses());
    fields.put("coalesced", counts.coalesced());
    fields.put("evictions", counts.evictions());
    return fields;
  }

  private Map<String, Object> builds(BuildCounts counts) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("running", counts.running());
    fields.put("waiting", counts.waiting());
    fields.put("done", counts.done());
    fields.put("failed", counts.failed());
    fields.put("now", backstage.library().building().stream().map(StatsDocument::build).toList());
    return fields;
  }

  private static Map<String, Object> build(BuildStatus status) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("image", status.image());
    fields.put("state", status.state().name().toLowerCase(Locale.ROOT));
    fields.put("fraction", status.fraction());
    fields.put("stage", status.stage());
    return fields;
  }
}
