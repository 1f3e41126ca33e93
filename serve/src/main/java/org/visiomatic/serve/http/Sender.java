package org.visiomatic.serve.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.visiomatic.serve.api.Answer;
import org.visiomatic.serve.api.Answer.Freshness;

/// Puts replies on the wire: status, headers, body.
final class Sender {

  static final Header GZIP = HeaderValues.createCached(HeaderNames.CONTENT_ENCODING, "gzip");
  static final Header BY_CODING = HeaderValues.createCached(HeaderNames.VARY, "Accept-Encoding");

  static final Header NO_SNIFF = HeaderValues.createCached("X-Content-Type-Options", "nosniff");
  private static final Header UNBUFFERED = HeaderValues.createCached("X-Accel-Buffering", "no");
  private static final String JPEG_TYPE = "image/jpeg";
  private static final Header JPEG = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, JPEG_TYPE);
  private static final Header JSON =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, Answer.JSON);

  private final PagePolicy policy;
  private final Packed packed = new Packed();
  private final FileSender files = new FileSender(this, packed);

  Sender(PagePolicy policy) {
    this.policy = policy;
  }

  void send(Visit visit, ServerResponse response, Reply reply) {
    response.header(NO_SNIFF);
    switch (reply) {
      case Reply.Whole whole -> {
        // Added, as what an answer depends on is told by more than one.
        whole
            .headers()
            .forEach((name, value) -> response.headers().add(HeaderNames.create(name), value));
        sendAnswer(visit, response, whole.answer(), false);
      }
      case Reply.Problem problem -> send(visit, response, problem.shown(visit.isOfPerson()));
      case Reply.SitePage(Answer page) -> sendAnswer(visit, response, page, true);
      case Reply.File file -> files.send(visit, response, file);
      case Reply.Stream stream -> sendStream(response, stream);
    }
  }

  private void sendAnswer(Visit visit, ServerResponse response, Answer answer, boolean ofSite) {
    byte[] body = answer.body();
    String tag = answer.tag();
    if (Packed.isText(answer.mediaType())) {
      response.headers().add(BY_CODING);
      boolean again = answer.status() == 304 && tag != null && visit.hasPacked(tag);
      if (Packed.isWorthIt(answer.mediaType(), body.length) && visit.takesGzip()) {
        body = pack(tag, body);
        response.header(GZIP);
        again = true;
      }
      tag = again && tag != null ? Packed.tag(tag) : tag;
    }
    response.status(Status.create(answer.status()));
    head(response, answer.mediaType(), answer.freshness(), ofSite);
    if (tag != null) {
      response.header(HeaderNames.ETAG, tag);
    }
    if (answer.status() == 304 || answer.status() == 204) {
      response.headers().remove(HeaderNames.CONTENT_TYPE);
      response.send();
    } else {
      visit.send(response, body);
    }
  }

  private byte[] pack(@Nullable String tag, byte[] body) {
    try {
      return packed.of(tag, () -> body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void sendStream(ServerResponse response, Reply.Stream stream) {
    head(response, stream.mediaType(), Freshness.NONE, false);
    // Reverse proxies must pass events on at once.
    response.header(UNBUFFERED);
    try (OutputStream out = response.outputStream()) {
      stream.writer().write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      // The server stops; the stream simply ends.
      Thread.currentThread().interrupt();
    }
  }

  /// Says what follows, how long it may be used again, and what a page may do.
  void head(ServerResponse response, String mediaType, Freshness freshness, boolean ofSite) {
    switch (mediaType) {
      case JPEG_TYPE -> response.header(JPEG);
      case Answer.JSON -> response.header(JSON);
      default -> response.header(HeaderNames.CONTENT_TYPE, mediaType);
    }
    response.header(HeaderNames.CACHE_CONTROL, freshness.cacheControl());
    policy.guard(response.headers(), mediaType, ofSite);
  }
}
