package org.visiomatic.serve.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.visiomatic.serve.Reloaded;
import org.visiomatic.serve.api.Json;
import org.visiomatic.serve.api.ParameterError;
import org.visiomatic.serve.api.QueryString;
import org.visiomatic.serve.api.RefusedRequestException;
import org.visiomatic.serve.api.Warmed;
import org.visiomatic.serve.library.ImageUnavailableException;
import org.visiomatic.serve.library.OpenImage;

/// What administrators may ask and do. Documented in `docs/reference/admin-api.md`.
final class AdminEndpoints {

  private static final Set<String> WRITE = Set.of("POST");

  private final Backstage backstage;
  private final StatsDocument stats;
  private final AtomicReference<Optional<Supplier<Reloaded>>> reload;

  /// @param reload what reloads the configuration, once somebody has said so
  AdminEndpoints(Backstage backstage, AtomicReference<Optional<Supplier<Reloaded>>> reload) {
    this.backstage = backstage;
    this.stats = new StatsDocument(backstage);
    this.reload = reload;
  }

  void putInto(Site site, AdminGate gate) {
    LogEndpoint log = new LogEndpoint(backstage.telemetry().journal());
    site.put("/admin/stats", Site.READ, gate.before(visit -> json(stats.fields())));
    site.put("/admin/images", Site.READ, gate.before(visit -> json(images())));
    site.put("/admin/log", Site.READ, gate.before(log));
    site.put("/admin/evict", WRITE, gate.before(visit -> json(evict(visit.query()))));
    site.put("/admin/warm", WRITE, gate.before(visit -> json(warm(visit.query()))));
    site.put("/admin/reload", WRITE, gate.before(visit -> reload()));
  }

  private static Reply json(Map<String, Object> fields) {
    return Reply.json(200, Json.bytes(fields), Map.of());
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
    List<OpenImage> evicted =
        query.has("ALL")
            ? backstage.library().evictAll()
            : backstage.library().evict(name(query)).stream().toList();
    int tiles = 0;
    for (OpenImage image : evicted) {
      tiles += backstage.tiles().forget(image.identity());
      tell("An administrator put away %s.".formatted(image.name()));
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("evicted", !evicted.isEmpty());
    fields.put("images", evicted.size());
    fields.put("tiles", tiles);
    return fields;
  }

  private Map<String, Object> warm(QueryString query)
      throws ImageUnavailableException, InterruptedException {
    String name = name(query);
    Warmed warmed = backstage.warmer().warm(name, levels(query));
    tell("An administrator warmed %s.".formatted(name));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("identity", warmed.identity());
    fields.put("levels", warmed.levels());
    fields.put("tiles", warmed.tiles());
    fields.put("drawn", warmed.drawn());
    return fields;
  }

  private void tell(String event) {
    backstage.telemetry().journal().tell("info", event);
  }

  private Reply reload() {
    Optional<Supplier<Reloaded>> action = reload.get();
    if (action.isEmpty()) {
      return Reply.error(409, "This server has no configuration to read again.", Map.of());
    }
    return switch (action.get().get()) {
      case Reloaded.Followed(List<String> changed, List<String> waiting) -> {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("reloaded", true);
        fields.put("changed", changed);
        fields.put("waiting", waiting);
        yield json(fields);
      }
      case Reloaded.Refused(String reason) -> {
        backstage.telemetry().journal().tell("warning", "Nothing was reloaded. " + reason);
        yield Reply.error(422, reason, Map.of());
      }
    };
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
