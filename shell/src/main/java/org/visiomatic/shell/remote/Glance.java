package org.visiomatic.shell.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A server at one moment and since the moment before: what went by meanwhile as rates and shares,
/// in the order and with the names of the JSON object that `top` prints.
///
/// @param json the figures
record Glance(ObjectNode json) {

  private static final JsonMapper JSON = new JsonMapper();

  /// @param stats what the server says now
  /// @param before what it said before; null when it was not asked, and then rates are those of the
  ///   last seconds as the server knows them, and shares those since its start
  static Glance of(URI uri, JsonNode stats, @Nullable JsonNode before, Instant time) {
    JsonNode then = before != null && isLater(stats, before) ? before : JSON.createObjectNode();
    double seconds = then.isEmpty() ? 0 : number(stats, then, "/uptime_seconds");
    ObjectNode json = JSON.createObjectNode();
    json.put("time", time.truncatedTo(ChronoUnit.MILLIS).toString());
    json.put("url", uri.toString());
    copy(stats, json, "version", "uptime_seconds", "ready", "reasons");
    JsonNode recent = stats.path("recent");
    json.put("interval_seconds", rounded(seconds));
    json.put(
        "requests_per_second",
        rounded(
            seconds == 0
                ? recent.path("per_second").asDouble()
                : number(stats, then, "/requests/answered") / seconds));
    json.set("in_flight", stats.at("/requests/in_flight"));
    copy(recent, json, "p50_milliseconds", "p99_milliseconds", "client_errors", "server_errors");
    double processor = number(stats, then, "/processor_seconds");
    json.put(
        "processors",
        rounded(processor / (seconds == 0 ? stats.path("uptime_seconds").asDouble() : seconds)));
    copy(stats, json, "heap_bytes", "max_heap_bytes", "mapped_bytes", "open_files");
    json.set("tiles", counts(stats, then, "tiles"));
    json.set("pyramids", counts(stats, then, "pyramids"));
    json.set("render", stats.path("render"));
    json.set("stages", stages(stats, then));
    json.set("builds", stats.path("builds"));
    json.set("running", stats.path("running"));
    return new Glance(json);
  }

  /// A server that was started anew has forgotten what it said before.
  private static boolean isLater(JsonNode stats, JsonNode before) {
    return stats.path("pid").equals(before.path("pid"))
        && number(stats, before, "/uptime_seconds") > 0;
  }

  private static void copy(JsonNode from, ObjectNode to, String... names) {
    List.of(names).forEach(name -> to.set(name, from.path(name)));
  }

  private static double number(JsonNode now, JsonNode then, String place) {
    return now.at(place).asDouble() - then.at(place).asDouble();
  }

  private static double rounded(double value) {
    return Math.round(value * 1e3) / 1e3;
  }

  private static ObjectNode counts(JsonNode stats, JsonNode then, String name) {
    ObjectNode json = JSON.createObjectNode();
    copy(stats.path(name), json, "entries", "bytes");
    String place = "/" + name;
    double found = number(stats, then, place + "/hits") + number(stats, then, place + "/coalesced");
    double looks = found + number(stats, then, place + "/misses");
    if (looks > 0) {
      json.put("hit_rate", rounded(found / looks));
    } else {
      json.putNull("hit_rate");
    }
    json.put("look_ups", Math.round(looks));
    json.put("evictions", Math.round(number(stats, then, place + "/evictions")));
    return json;
  }

  /// How many milliseconds each stage took in the mean.
  private static ObjectNode stages(JsonNode stats, JsonNode then) {
    ObjectNode json = JSON.createObjectNode();
    for (Map.Entry<String, JsonNode> stage : stats.path("stages").properties()) {
      String place = "/stages/" + stage.getKey();
      double count = number(stats, then, place + "/count");
      if (count > 0) {
        double seconds = number(stats, then, place + "/seconds");
        json.put(stage.getKey(), rounded(1e3 * seconds / count));
      } else {
        json.putNull(stage.getKey());
      }
    }
    return json;
  }
}
