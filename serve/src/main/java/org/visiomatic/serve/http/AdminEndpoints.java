package org.visiomatic.serve.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.visiomatic.serve.ProductVersion;
import org.visiomatic.serve.api.Json;
import org.visiomatic.serve.api.ParameterError;
import org.visiomatic.serve.api.QueryString;
import org.visiomatic.serve.api.RefusedRequestException;
import org.visiomatic.serve.library.BuildStatus;
import org.visiomatic.serve.library.ImageUnavailableException;
import org.visiomatic.serve.library.Loan;
import org.visiomatic.serve.library.OpenImage;
import org.visiomatic.serve.library.RenderPool;
import org.visiomatic.serve.library.Warming;
import org.visiomatic.serve.ops.BuildCounts;
import org.visiomatic.serve.ops.CacheCounts;
import org.visiomatic.serve.ops.MachineReadings;
import org.visiomatic.serve.ops.Refusal;
import org.visiomatic.serve.ops.Telemetry;

/// What administrators may ask and do. Documented in `docs/reference/admin-api.md`.
final class AdminEndpoints {

  private static final Set<String> WRITE = Set.of("POST");

  private final Backstage backstage;
  private final AtomicReference<Optional<Runnable>> reload;

  /// @param reload what reloads the configuration, once somebody has said so
  AdminEndpoints(Backstage backstage, AtomicReference<Optional<Runnable>> reload) {
    this.backstage = backstage;
    this.reload = reload;
  }

  void putInto(Site site, AdminGate gate) {
    site.put("/admin/stats", Site.READ, gate.before(visit -> json(stats())));
    site.put("/admin/images", Site.READ, gate.before(visit -> json(images())));
    site.put("/admin/evict", WRITE, gate.before(visit -> json(evict(visit.query()))));
    site.put("/admin/warm", WRITE, gate.before(visit -> json(warm(visit.query()))));
    site.put("/admin/reload", WRITE, gate.before(visit -> reload()));
  }

  private static Reply json(Map<String, Object> fields) {
    return Reply.json(200, Json.bytes(fields), Map.of());
  }

  private Map<String, Object> stats() {
    Telemetry telemetry = backstage.telemetry();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("version", ProductVersion.TEXT);
    fields.put("uptime_seconds", MachineReadings.uptimeMillis() / 1e3);
    fields.put("ready", backstage.readiness().reasons().isEmpty());
    fields.put(
        "requests", Map.of("answered", telemetry.answered(), "in_flight", telemetry.inFlight()));
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
    fields.put("heap_bytes", MachineReadings.heapBytes());
    fields.put("mapped_bytes", MachineReadings.mappedBytes());
    fields.put("open_files", MachineReadings.openFiles());
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
    fields.put("now", backstage.library().building().stream().map(AdminEndpoints::build).toList());
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

  private Map<String, Object> images() {
    return Map.of(
        "images", backstage.library().open().stream().map(AdminEndpoints::image).toList());
  }

  private static Map<String, Object> image(OpenImage image) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("image", image.name());
    fields.put("identity", image.identity());
    fields.put("width", image.width());
    fields.put("height", image.height());
    fields.put("channels", image.channels());
    fields.put("levels", image.levels());
    fields.put("bytes", image.bytes());
    fields.put("users", image.users());
    fields.put("last_use", image.lastUse().toString());
    return fields;
  }

  private Map<String, Object> evict(QueryString query) throws ImageUnavailableException {
    Optional<OpenImage> image = backstage.library().evict(name(query));
    int tiles = image.map(open -> backstage.tiles().forget(open.identity())).orElse(0);
    return Map.of("evicted", image.isPresent(), "tiles", tiles);
  }

  private Map<String, Object> warm(QueryString query)
      throws ImageUnavailableException, InterruptedException {
    int levels = levels(query);
    try (Loan loan = backstage.library().borrow(name(query))) {
      Warming warming = Warming.of(loan.image().pixels(), levels);
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("identity", loan.image().identity());
      fields.put("levels", warming.levels());
      fields.put("tiles", warming.tiles());
      return fields;
    }
  }

  private Reply reload() {
    Optional<Runnable> action = reload.get();
    if (action.isEmpty()) {
      return Reply.error(409, "This server has no configuration to read again.", Map.of());
    }
    action.get().run();
    return json(Map.of("reloaded", true));
  }

  private static String name(QueryString query) {
    return query
        .last("IMAGE")
        .filter(name -> !name.isEmpty())
        .orElseThrow(() -> wrong("image", "field required", "value_error.missing"));
  }

  private static int levels(QueryString query) {
    String text = query.last("LEVELS").orElse("3");
    if (!text.matches("\\d{1,2}") || Integer.parseInt(text) < 1) {
      throw wrong("levels", "value is not a number from 1 to 99", "type_error.integer");
    }
    return Integer.parseInt(text);
  }

  private static RefusedRequestException wrong(String parameter, String message, String type) {
    return new RefusedRequestException(422, List.of(ParameterError.of(parameter, message, type)));
  }
}
