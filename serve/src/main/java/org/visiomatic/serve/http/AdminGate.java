package org.visiomatic.serve.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Lets administrators pass and nobody else.
///
/// With a token, requests must show it. Without one the listener is on this machine only, and what
/// remains to be kept away are pages in a browser of this machine: their requests tell where they
/// come from, and names that were made to point here are not ours.
final class AdminGate {

  private static final String BEARER = "Bearer ";
  private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1\\])(:\\d+)?");

  private final Optional<byte[]> token;

  AdminGate(Optional<String> token) {
    this.token = token.map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  /// The endpoint behind this gate.
  Endpoint before(Endpoint endpoint) {
    return visit -> {
      if (token.isPresent() && !shows(visit, token.get())) {
        return Reply.error(
            401, "A token is needed.", Map.of("WWW-Authenticate", "Bearer realm=\"visiomatic\""));
      }
      if (token.isEmpty() && isFromPage(visit)) {
        return Reply.error(403, "Pages may not do this.", Map.of());
      }
      return endpoint.reply(visit);
    };
  }

  /// Takes the same time whatever the difference.
  private static boolean shows(Visit visit, byte[] token) {
    String given = visit.header(HeaderNames.AUTHORIZATION).orElse("");
    boolean bearer = given.regionMatches(true, 0, BEARER, 0, BEARER.length());
    String shown = bearer ? given.substring(BEARER.length()).strip() : "";
    return MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), token);
  }

  private static boolean isFromPage(Visit visit) {
    String host = visit.header(HeaderNames.HOST).orElse("").toLowerCase(Locale.ROOT);
    return visit.header(HeaderNames.ORIGIN).isPresent()
        || visit.header(FETCH_SITE).isPresent()
        || !LOOPBACK.matcher(host).matches();
  }
}
