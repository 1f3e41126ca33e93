package org.visiomatic.serve.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.visiomatic.serve.api.Json;
import org.visiomatic.serve.api.RequestParser;
import org.visiomatic.serve.library.BuildStatus;
import org.visiomatic.serve.library.ImageLibrary;
import org.visiomatic.serve.library.ImageUnavailableException;
import org.visiomatic.serve.ops.RequestKind;

/// Tells how far an image is on its way to being shown, as server-sent events or as one JSON
/// object.
final class ProgressEndpoint implements Endpoint {

  private static final Duration INTERVAL = Duration.ofMillis(100);

  /// After so many silent intervals a comment is sent, so that proxies keep the line open and a
  /// visitor who has left is noticed.
  private static final int SILENT_INTERVALS = 100;

  private final RequestParser parser;
  private final ImageLibrary library;

  ProgressEndpoint(RequestParser parser, ImageLibrary library) {
    this.parser = parser;
    this.library = library;
  }

  @Override
  public Reply reply(Visit visit) throws ImageUnavailableException, InterruptedException {
    visit.is(RequestKind.PROGRESS);
    String image = parser.image(visit.query());
    BuildStatus first = library.status(image);
    return visit.wantsJson() || visit.isHead()
        ? Reply.json(200, json(first), Map.of("Vary", "Accept"))
        : new Reply.Stream("text/event-stream", out -> follow(first, out));
  }

  private void follow(BuildStatus first, OutputStream out)
      throws IOException, InterruptedException {
    BuildStatus told = first;
    write(out, first);
    int silent = 0;
    while (!told.isFinal()) {
      BuildStatus now = next(told);
      if (!now.equals(told)) {
        write(out, now);
        told = now;
        silent = 0;
      } else if (++silent % SILENT_INTERVALS == 0) {
        out.write(": still here\n\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
      }
    }
  }

  private BuildStatus next(BuildStatus told) throws InterruptedException {
    try {
      return library.statusAfter(told.image(), INTERVAL);
    } catch (ImageUnavailableException e) {
      return BuildStatus.failed(told.image(), String.valueOf(e.getMessage()));
    }
  }

  private static void write(OutputStream out, BuildStatus status) throws IOException {
    out.write("event: progress\ndata: ".getBytes(StandardCharsets.US_ASCII));
    out.write(json(status));
    out.write("\n\n".getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static byte[] json(BuildStatus status) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("image", status.image());
    fields.put("state", status.state().name().toLowerCase(Locale.ROOT));
    fields.put("fraction", status.fraction());
    fields.put("stage", status.stage());
    fields.put("resolutions", status.resolutions());
    fields.put("message", status.message());
    return Json.bytes(fields);
  }
}
