package org.visiomatic.serve.http;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.visiomatic.serve.ops.Entry;
import org.visiomatic.serve.ops.Request;

/// The lines of the log that administrators read, as the fields of their JSON objects.
final class LogLine {

  private LogLine() {}

  static Map<String, Object> of(Entry entry) {
    return switch (entry) {
      case Entry.Served served -> served(served);
      case Entry.Event event -> event(event);
    };
  }

  private static Map<String, Object> served(Entry.Served served) {
    Request request = served.request();
    Map<String, Object> fields = begun("request", served.millis());
    fields.put("client", request.client());
    fields.put("method", request.method());
    fields.put("target", request.target());
    fields.put("kind", request.kind().label());
    fields.put("status", served.status());
    fields.put("bytes", served.bytes());
    fields.put("milliseconds", Math.round(served.nanos() / 1e3) / 1e3);
    return fields;
  }

  private static Map<String, Object> event(Entry.Event event) {
    Map<String, Object> fields = begun("event", event.millis());
    fields.put("level", event.level());
    fields.put("message", event.message());
    return fields;
  }

  /// So many entries came faster than they were taken.
  static Map<String, Object> missed(long count) {
    Map<String, Object> fields = begun("missed", System.currentTimeMillis());
    fields.put("count", count);
    return fields;
  }

  private static Map<String, Object> begun(String type, long millis) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", type);
    fields.put("time", Instant.ofEpochMilli(millis).toString());
    return fields;
  }
}
