package org.visiomatic.shell.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A server at one moment, in lines.
final class GlanceText {

  /// Requests that are listed in a file or a pipe; a terminal lists as many as it has room for.
  private static final int RUNNING = 10;

  private GlanceText() {}

  /// The lines.
  ///
  /// @param columns characters that a line may have
  static List<String> lines(Glance glance, int columns) {
    JsonNode json = glance.json();
    List<String> lines = new ArrayList<>();
    lines.add(
        "VisiOmatic %s at %s, up %s, %s  %s"
            .formatted(
                Wording.printable(json.path("version").asText()),
                json.path("url").asText(),
                Wording.time(json.path("uptime_seconds").asDouble()),
                json.path("ready").asBoolean() ? "ready" : "not ready",
                json.path("time").asText()));
    for (JsonNode reason : json.path("reasons")) {
      lines.add("          " + Wording.printable(reason.asText()));
    }
    lines.add(requests(json));
    lines.add(process(json));
    lines.add(memory("tiles", json.path("tiles")));
    lines.add(memory("pyramids", json.path("pyramids")));
    JsonNode render = json.path("render");
    lines.add(
        "render    %d of %d places busy, %s waiting"
            .formatted(
                render.path("working").asInt(),
                render.path("places").asInt(),
                Wording.count(render.path("waiting"))));
    lines.add(stages(json.path("stages")));
    JsonNode builds = json.path("builds");
    lines.add(
        "builds    %s under way, %s waiting"
            .formatted(
                Wording.count(builds.path("running")), Wording.count(builds.path("waiting"))));
    builds.path("now").forEach(build -> lines.add("          " + ServerState.build(build)));
    lines.add("running   " + Wording.count(json.path("in_flight")));
    addRunning(json.path("running"), lines);
    return lines.stream().map(line -> Wording.cut(line, columns)).toList();
  }

  private static String requests(JsonNode json) {
    return "requests  %s/s  p50 %s  p99 %s  4xx %s  5xx %s"
        .formatted(
            Wording.number(json.path("requests_per_second").asDouble()),
            Wording.millis(json.path("p50_milliseconds").asDouble()),
            Wording.millis(json.path("p99_milliseconds").asDouble()),
            Wording.count(json.path("client_errors")),
            Wording.count(json.path("server_errors")));
  }

  private static String process(JsonNode json) {
    return "process   %s processors  heap %s of %s  mapped %s  files %s"
        .formatted(
            Wording.number(json.path("processors").asDouble()),
            Wording.bytes(json.path("heap_bytes")),
            Wording.bytes(json.path("max_heap_bytes")),
            Wording.bytes(json.path("mapped_bytes")),
            Wording.count(json.path("open_files")));
  }

  private static String memory(String name, JsonNode counts) {
    return "%-9s %s (%s)  found %s of %s  evicted %s"
        .formatted(
            name,
            Wording.count(counts.path("entries")),
            Wording.bytes(counts.path("bytes")),
            Wording.percent(counts.path("hit_rate")),
            Wording.count(counts.path("look_ups")),
            Wording.count(counts.path("evictions")));
  }

  private static String stages(JsonNode stages) {
    StringBuilder text = new StringBuilder("stages  ");
    for (Map.Entry<String, JsonNode> stage : stages.properties()) {
      JsonNode millis = stage.getValue();
      text.append("  ").append(stage.getKey()).append(' ');
      text.append(millis.isNumber() ? Wording.millis(millis.doubleValue()) : "-");
    }
    return text.toString();
  }

  private static void addRunning(JsonNode running, List<String> lines) {
    int listed = 0;
    for (JsonNode request : running) {
      if (listed++ == RUNNING) {
        return;
      }
      lines.add(
          "%9s  %-10s %s  %s %s"
              .formatted(
                  Wording.millis(1e3 * request.path("seconds").asDouble()),
                  request.path("kind").asText(),
                  request.path("client").asText(),
                  Wording.printable(request.path("method").asText()),
                  Wording.printable(request.path("target").asText())));
    }
  }
}
