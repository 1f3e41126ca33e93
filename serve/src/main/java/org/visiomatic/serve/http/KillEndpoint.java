package org.visiomatic.serve.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/// Lets the page of a one-image server stop that server. Only the page knows the token, so no other
/// site can do it.
final class KillEndpoint implements Endpoint {

  private static final HeaderName TOKEN = HeaderNames.create("X-Visiomatic-Token");

  private static final int TOKEN_BYTES = 16;

  private final byte[] token;
  private final Runnable stop;

  /// @param stop is run on a thread of its own
  KillEndpoint(String token, Runnable stop) {
    this.token = token.getBytes(StandardCharsets.UTF_8);
    this.stop = stop;
  }

  static String newToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public Reply reply(Visit visit) {
    byte[] given = visit.header(TOKEN).orElse("").getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(given, token)) {
      return Reply.error(403, "Forbidden", Map.of());
    }
    Thread.ofPlatform().name("visiomatic-stop").start(stop);
    return Reply.empty(204, Map.of());
  }
}
