package org.visiomatic.serve.http;

import java.util.List;
import java.util.Map;
import org.visiomatic.serve.api.Answer;
import org.visiomatic.serve.api.Answer.Freshness;
import org.visiomatic.serve.api.Json;
import org.visiomatic.serve.library.RenderPool;
import org.visiomatic.serve.ops.Exposition;
import org.visiomatic.serve.ops.MachineReadings;
import org.visiomatic.serve.ops.RequestKind;

/// What machines ask that look after the server: does it live, can it work, what has it done.
final class OperationsEndpoints {

  private final Backstage backstage;

  OperationsEndpoints(Backstage backstage) {
    this.backstage = backstage;
  }

  void putInto(Site site) {
    site.put("/healthz", Site.READ, this::health);
    site.put("/readyz", Site.READ, this::readiness);
    site.put("/metrics", Site.READ, this::metrics);
  }

  private Reply health(Visit visit) {
    visit.is(RequestKind.OPERATIONS);
    return Reply.json(200, Json.bytes(Map.of("status", "ok")), Map.of());
  }

  private Reply readiness(Visit visit) {
    visit.is(RequestKind.OPERATIONS);
    List<String> reasons = backstage.readiness().reasons();
    return reasons.isEmpty()
        ? Reply.json(200, Json.bytes(Map.of("status", "ready")), Map.of())
        : Reply.json(
            503,
            Json.bytes(Map.of("status", "unready", "reasons", reasons)),
            Map.of("Retry-After", "1"));
  }

  private Reply metrics(Visit visit) {
    visit.is(RequestKind.OPERATIONS);
    Exposition page = new Exposition();
    backstage.telemetry().write(page);
    RenderPool pool = backstage.pool();
    page.gauge(
        "visiomatic_render_places", "How many tiles are rendered at the same time.", pool.places());
    page.gauge("visiomatic_render_working", "Pictures being rendered.", pool.working());
    page.gauge("visiomatic_render_waiting", "Pictures in line to be rendered.", pool.waiting());
    MachineReadings.write(page);
    return Reply.of(new Answer(200, Exposition.MEDIA_TYPE, page.bytes(), null, Freshness.NONE));
  }
}
