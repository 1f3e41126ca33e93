package org.visiomatic.serve.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.visiomatic.serve.api.Answer;
import org.visiomatic.serve.api.Answer.Freshness;
import org.visiomatic.serve.api.EntityTag;
import org.visiomatic.serve.web.StaticFile;

/// Puts replies on the wire: status, headers, body.
final class Sender {

  /// What the entity tag of a compressed form ends with.
  static final String COMPRESSED = "-gz";

  /// Below, compressing costs more than it saves.
  private static final int WORTH_COMPRESSING = 1400;

  private static final HeaderName NO_SNIFF = HeaderNames.create("X-Content-Type-Options");
  private static final HeaderName POLICY = HeaderNames.create("Content-Security-Policy");
  private static final HeaderName REFERRER = HeaderNames.create("Referrer-Policy");
  private static final HeaderName BUFFERING = HeaderNames.create("X-Accel-Buffering");

  /// Pages load nothing from elsewhere, but the client may ask catalogue and name services.
  private static final String PAGE_POLICY =
      "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
          + "worker-src 'self' blob:; connect-src 'self' https:; object-src 'none'; base-uri 'self'";

  private Sender() {}

  static void send(Visit visit, ServerResponse response, Reply reply) {
    response.header(NO_SNIFF, "nosniff");
    switch (reply) {
      case Reply.Whole whole -> {
        // Added, as what an answer depends on is told by more than one.
        whole
            .headers()
            .forEach((name, value) -> response.headers().add(HeaderNames.create(name), value));
        sendAnswer(visit, response, whole.answer());
      }
      case Reply.Problem problem -> send(visit, response, problem.shown(visit.isOfPerson()));
      case Reply.File(StaticFile file) -> sendFile(visit, response, file);
      case Reply.Events(Reply.Writer writer) -> sendEvents(response, writer);
    }
  }

  private static void sendAnswer(Visit visit, ServerResponse response, Answer answer) {
    byte[] body = answer.body();
    String tag = answer.tag();
    boolean compressible = isCompressible(answer.mediaType());
    if (compressible) {
      response.headers().add(HeaderNames.VARY, "Accept-Encoding");
    }
    if (compressible && body.length >= WORTH_COMPRESSING && visit.takesGzip()) {
      body = compress(body);
      response.header(HeaderNames.CONTENT_ENCODING, "gzip");
      tag = tag == null ? null : tag.substring(0, tag.length() - 1) + COMPRESSED + '"';
    }
    response.status(Status.create(answer.status()));
    head(response, answer.mediaType(), answer.freshness());
    if (tag != null) {
      response.header(HeaderNames.ETAG, tag);
    }
    if (answer.status() == 304 || answer.status() == 204) {
      response.headers().remove(HeaderNames.CONTENT_TYPE);
      response.send();
    } else if (visit.isHead()) {
      response.headers().contentLength(body.length);
      response.send();
    } else {
      response.send(body);
    }
  }

  private static void sendFile(Visit visit, ServerResponse response, StaticFile file) {
    head(response, file.mediaType(), file.freshness());
    response.header(HeaderNames.ETAG, file.tag());
    if (EntityTag.isListed(visit.ifNoneMatch(), file.tag())) {
      response.status(Status.NOT_MODIFIED_304).send();
      return;
    }
    response.headers().contentLength(file.size());
    if (visit.isHead()) {
      response.send();
      return;
    }
    try (InputStream in = file.content().open();
        OutputStream out = response.outputStream()) {
      in.transferTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void sendEvents(ServerResponse response, Reply.Writer writer) {
    head(response, "text/event-stream", Freshness.NONE);
    // Reverse proxies must pass events on at once.
    response.header(BUFFERING, "no");
    try (OutputStream out = response.outputStream()) {
      writer.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      // The server stops; the stream simply ends.
      Thread.currentThread().interrupt();
    }
  }

  private static void head(ServerResponse response, String mediaType, Freshness freshness) {
    response.header(HeaderNames.CONTENT_TYPE, mediaType);
    response.header(HeaderNames.CACHE_CONTROL, freshness.cacheControl());
    if (mediaType.startsWith("text/html")) {
      response.header(POLICY, PAGE_POLICY);
      response.header(REFERRER, "same-origin");
    }
  }

  private static boolean isCompressible(String mediaType) {
    return mediaType.startsWith("text/") || mediaType.startsWith("application/json");
  }

  private static byte[] compress(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 3);
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
