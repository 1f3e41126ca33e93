package org.visiomatic.shell.console;

import java.net.URI;
import java.util.Optional;

/// The running server that the verbs of one shell are about, from when the user has connected to
/// one. All verbs of the shell share it. Safe for use by many threads.
public final class ServerAddress {

  private volatile Optional<Connected> connected = Optional.empty();

  /// Not connected.
  public ServerAddress() {}

  /// A server that the user has connected to.
  ///
  /// @param uri of its listener for administrators, such as `http://localhost:8010/`
  /// @param token secret that it asks for; empty for none
  /// @param tokenOrigin where that secret comes from, for people
  public record Connected(URI uri, Optional<String> token, String tokenOrigin) {

    /// Host and port, short enough for a prompt.
    public String label() {
      return uri.getAuthority();
    }

    /// Without the token, which must not get into logs.
    @Override
    public String toString() {
      return uri.toString();
    }
  }

  /// The server; empty as long as the user has not connected to any.
  public Optional<Connected> connected() {
    return connected;
  }

  /// From now on verbs are about that server.
  public void connect(Connected server) {
    connected = Optional.of(server);
  }

  /// From now on verbs are about no server that was named before.
  public void disconnect() {
    connected = Optional.empty();
  }
}
