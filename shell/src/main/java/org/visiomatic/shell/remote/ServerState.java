package org.visiomatic.shell.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.visiomatic.serve.ProductVersion;

/// How a server stands, as it said when it was asked.
public record ServerState(URI uri, JsonNode stats) {

  private static final JsonMapper JSON = new JsonMapper();

  /// Asks a server.
  public static ServerState ask(AdminClient client) throws IOException, InterruptedException {
    return new ServerState(client.uri(), client.get("stats"));
  }

  /// What is to be said when the server and this program are of different versions; empty when they
  /// are not.
  public String mismatch() {
    return version().equals(ProductVersion.TEXT)
        ? ""
        : "The server is of version %s and this program of version %s; they may not understand each other in all."
            .formatted(version(), ProductVersion.TEXT);
  }

  private String version() {
    return Wording.printable(stats.path("version").asText());
  }

  /// The server in a line.
  public String summary() {
    return "VisiOmatic %s at %s, up %s, %s"
        .formatted(
            version(), uri, Wording.time(stats.path("uptime_seconds").asDouble()), readiness());
  }

  private String readiness() {
    if (stats.path("ready").asBoolean()) {
      return "ready";
    }
    List<String> reasons = new ArrayList<>();
    stats.path("reasons").forEach(reason -> reasons.add(Wording.printable(reason.asText())));
    return reasons.isEmpty() ? "not ready" : "not ready: " + String.join(" ", reasons);
  }

  /// The server in an object.
  public ObjectNode summaryJson() {
    ObjectNode json = JSON.createObjectNode().put("url", uri.toString());
    for (String name : List.of("version", "pid", "uptime_seconds", "ready", "reasons")) {
      json.set(name, stats.path(name));
    }
    return json;
  }

  /// Everything that the server said, in an object.
  public ObjectNode json() {
    ObjectNode json = JSON.createObjectNode().put("url", uri.toString());
    stats.properties().forEach(field -> json.set(field.getKey(), field.getValue()));
    return json;
  }

  /// Prints everything that people want to know of it.
  public void print(PrintWriter out) {
    out.println(summary());
    line(out, "requests", requests());
    line(out, "tiles", memory(stats.path("tiles"), "in memory"));
    line(out, "pyramids", memory(stats.path("pyramids"), "open"));
    line(out, "builds", builds());
    for (JsonNode build : stats.path("builds").path("now")) {
      line(out, "", build(build));
    }
    JsonNode render = stats.path("render");
    line(
        out,
        "render",
        "%d of %d places busy, %s waiting"
            .formatted(
                render.path("working").asInt(),
                render.path("places").asInt(),
                Wording.count(render.path("waiting"))));
    line(out, "refusals", refusals());
    line(out, "memory", memory());
  }

  private static void line(PrintWriter out, String title, String text) {
    out.printf("%-9s %s%n", title, text);
  }

  private String requests() {
    JsonNode requests = stats.path("requests");
    JsonNode recent = stats.path("recent");
    return "%s answered, %s in flight; of late %s/s, p50 %s, p99 %s, %s refused, %s failed"
        .formatted(
            Wording.count(requests.path("answered")),
            Wording.count(requests.path("in_flight")),
            Wording.number(recent.path("per_second").asDouble()),
            Wording.millis(recent.path("p50_milliseconds").asDouble()),
            Wording.millis(recent.path("p99_milliseconds").asDouble()),
            Wording.count(recent.path("client_errors")),
            Wording.count(recent.path("server_errors")));
  }

  private static String memory(JsonNode counts, String where) {
    long found = counts.path("hits").asLong() + counts.path("coalesced").asLong();
    long looks = found + counts.path("misses").asLong();
    return "%s %s, %s; %s of %s look-ups found, %s evicted"
        .formatted(
            Wording.count(counts.path("entries")),
            where,
            Wording.bytes(counts.path("bytes")),
            Wording.percent(
                looks == 0
                    ? JSON.missingNode()
                    : JSON.getNodeFactory().numberNode((double) found / looks)),
            String.format(Locale.ROOT, "%,d", looks),
            Wording.count(counts.path("evictions")));
  }

  private String builds() {
    JsonNode builds = stats.path("builds");
    return "%s under way, %s waiting, %s done, %s failed"
        .formatted(
            Wording.count(builds.path("running")),
            Wording.count(builds.path("waiting")),
            Wording.count(builds.path("done")),
            Wording.count(builds.path("failed")));
  }

  /// A build that is under way or in line, with a bar.
  static String build(JsonNode build) {
    return "%s %-8s %s"
        .formatted(
            Wording.bar(build.path("fraction").asDouble()),
            build.path("stage").asText(),
            Wording.printable(build.path("image").asText()));
  }

  private String refusals() {
    List<String> refusals = new ArrayList<>();
    for (Map.Entry<String, JsonNode> each : stats.path("rejected").properties()) {
      if (each.getValue().asLong() > 0) {
        refusals.add(each.getKey() + " " + Wording.count(each.getValue()));
      }
    }
    return refusals.isEmpty() ? "none" : String.join(", ", refusals);
  }

  private String memory() {
    return "heap %s of %s, %s mapped, %s files open"
        .formatted(
            Wording.bytes(stats.path("heap_bytes")),
            Wording.bytes(stats.path("max_heap_bytes")),
            Wording.bytes(stats.path("mapped_bytes")),
            Wording.count(stats.path("open_files")));
  }
}
