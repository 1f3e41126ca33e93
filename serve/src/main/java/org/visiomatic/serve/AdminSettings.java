package org.visiomatic.serve;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/// The listener for administrators.
///
/// @param host name or address to listen on; one that other machines can reach needs a token
/// @param port TCP port; 0 takes any free one
/// @param token secret that requests must show; empty for none
public record AdminSettings(String host, int port, Optional<String> token) {

  /// Shorter ones can be guessed.
  private static final int SHORTEST_TOKEN = 16;

  public AdminSettings {
    HostSettings.PORT.check("admin_port", port);
    if (token.isPresent() && token.get().length() < SHORTEST_TOKEN) {
      throw new IllegalArgumentException(
          "The setting admin_token has %d characters, but it must have at least %d; make one with 'openssl rand -hex 16'."
              .formatted(token.get().length(), SHORTEST_TOKEN));
    }
    if (token.isEmpty() && !isLoopback(host)) {
      throw new IllegalArgumentException(
          "The setting admin_host is %s, which other machines can reach; set admin_token_file or admin_token as well, or use localhost."
              .formatted(host));
    }
  }

  /// On this machine only, without a token.
  public static AdminSettings onLoopback(int port) {
    return new AdminSettings("localhost", port, Optional.empty());
  }

  /// Without the token, which must not get into logs.
  @Override
  public String toString() {
    return "AdminSettings[host=%s, port=%d, token=%s]"
        .formatted(host, port, token.isPresent() ? "***" : "none");
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      // Nobody can listen there; that is said when it is tried.
      return false;
    }
  }
}
