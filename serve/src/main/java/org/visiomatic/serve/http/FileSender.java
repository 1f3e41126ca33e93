package org.visiomatic.serve.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import org.visiomatic.serve.api.Answer;
import org.visiomatic.serve.api.EntityTag;
import org.visiomatic.serve.api.Json;
import org.visiomatic.serve.web.StaticFile;

/// Sends files: whole, compressed, in parts, or not again.
final class FileSender {

  private static final Header RANGES =
      HeaderValues.createCached(HeaderNames.ACCEPT_RANGES, "bytes");

  /// Larger texts are sent as they are, so that the work and the memory stay small.
  private static final long LARGEST_PACKED = 4 << 20;

  private final Sender sender;
  private final Packed packed;

  FileSender(Sender sender, Packed packed) {
    this.sender = sender;
    this.packed = packed;
  }

  void send(Visit visit, ServerResponse response, Reply.File reply) {
    StaticFile file = reply.file();
    String type = file.mediaType();
    sender.head(response, type, file.freshness(), reply.ofSite());
    file.changed().ifPresent(at -> response.header(HeaderNames.LAST_MODIFIED, HttpDate.of(at)));
    boolean packable = Packed.isWorthIt(type, file.size()) && file.size() <= LARGEST_PACKED;
    if (packable) {
      response.headers().add(Sender.BY_CODING);
    }
    try {
      if (hasAlready(visit, file)) {
        String tag = packable && visit.hasPacked(file.tag()) ? Packed.tag(file.tag()) : file.tag();
        response.header(HeaderNames.ETAG, tag);
        response.headers().remove(HeaderNames.CONTENT_TYPE);
        response.status(Status.NOT_MODIFIED_304).send();
      } else if (packable && visit.takesGzip() && visit.header(HeaderNames.RANGE).isEmpty()) {
        sendPacked(visit, response, file);
      } else {
        sendPlain(visit, response, file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Tags count where there are any; dates are the second best (RFC 9110, section 13.2.2).
  private static boolean hasAlready(Visit visit, StaticFile file) {
    Optional<String> tags = visit.ifNoneMatch();
    if (tags.isPresent()) {
      return EntityTag.isListed(tags, file.tag());
    }
    Optional<String> since = visit.header(HeaderNames.IF_MODIFIED_SINCE);
    return since.isPresent()
        && file.changed().filter(at -> HttpDate.isUnchangedSince(at, since.get())).isPresent();
  }

  private void sendPacked(Visit visit, ServerResponse response, StaticFile file)
      throws IOException {
    byte[] body =
        packed.of(
            file.tag(),
            () -> {
              try (InputStream in = file.content().open()) {
                return in.readNBytes((int) file.size());
              }
            });
    response.header(Sender.GZIP);
    response.header(HeaderNames.ETAG, Packed.tag(file.tag()));
    visit.send(response, body);
  }

  private static void sendPlain(Visit visit, ServerResponse response, StaticFile file)
      throws IOException {
    response.header(HeaderNames.ETAG, file.tag());
    response.header(RANGES);
    ByteRange range = new ByteRange(0, file.size());
    Optional<ByteRange> asked = range(visit, file);
    if (asked.isPresent()) {
      range = asked.get();
      response.header(HeaderNames.CONTENT_RANGE, range.of(file.size()));
      if (!range.isThere()) {
        response.status(Status.REQUESTED_RANGE_NOT_SATISFIABLE_416);
        response.header(HeaderNames.CONTENT_TYPE, Answer.JSON);
        visit.send(response, Json.detail("The file has %d bytes.".formatted(file.size())));
        return;
      }
      response.status(Status.PARTIAL_CONTENT_206);
    }
    response.headers().contentLength(range.length());
    if (visit.isHead() || range.length() == 0) {
      response.send();
      return;
    }
    try (InputStream in = file.content().open()) {
      in.skipNBytes(range.first());
      if (range.length() <= Wire.PIECE) {
        byte[] body = new byte[(int) range.length()];
        if (in.readNBytes(body, 0, body.length) < body.length) {
          throw becameShorter();
        }
        visit.send(response, body);
      } else {
        copy(in, range.length(), response);
      }
    }
  }

  /// The part that is asked for, if the client still has the rest of the same file.
  private static Optional<ByteRange> range(Visit visit, StaticFile file) {
    Optional<String> header = visit.header(HeaderNames.RANGE);
    if (header.isEmpty() || visit.isHead()) {
      return Optional.empty();
    }
    Optional<String> same = visit.header(HeaderNames.IF_RANGE);
    if (same.isPresent() && !isSame(same.get().strip(), file)) {
      return Optional.empty();
    }
    return ByteRange.parse(header.get(), file.size());
  }

  private static boolean isSame(String validator, StaticFile file) {
    if (validator.endsWith("\"")) {
      return validator.equals(file.tag());
    }
    Optional<Instant> date = HttpDate.parse(validator);
    return date.isPresent() && file.changed().map(HttpDate::of).equals(date.map(HttpDate::of));
  }

  /// Copies as many bytes as were announced, whatever becomes of the file meanwhile.
  private static void copy(InputStream in, long length, ServerResponse response)
      throws IOException {
    byte[] piece = new byte[Wire.PIECE];
    OutputStream out = response.outputStream();
    long left = length;
    while (left > 0) {
      int read = in.read(piece, 0, (int) Math.min(piece.length, left));
      if (read < 0) {
        // The stream stays open: closing it would look like a whole answer.
        throw becameShorter();
      }
      out.write(piece, 0, read);
      left -= read;
    }
    out.close();
  }

  private static EOFException becameShorter() {
    return new EOFException("The file became shorter while it was sent.");
  }
}
