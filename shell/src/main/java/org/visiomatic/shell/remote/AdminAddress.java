package org.visiomatic.shell.remote;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.visiomatic.shell.config.ConfigurationException;

/// Reads what users type for the address of a server's interface for administrators:
/// `http://host:8010`, `host:8010`, or only `8010`.
final class AdminAddress {

  private static final Pattern PORT = Pattern.compile("\\d{1,5}");
  private static final Pattern SCHEME = Pattern.compile("(?i)[a-z][a-z0-9+.-]*://.*");

  private AdminAddress() {}

  /// The address, with a slash at its end.
  ///
  /// @throws ConfigurationException when it is none
  static URI of(String text) {
    String whole = PORT.matcher(text).matches() ? "localhost:" + text : text;
    try {
      URI uri = new URI(SCHEME.matcher(whole).matches() ? whole : "http://" + whole);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      boolean isUsable =
          (scheme.equals("http") || scheme.equals("https"))
              && uri.getHost() != null
              && uri.getPort() <= 0xFFFF
              && uri.getUserInfo() == null
              && uri.getQuery() == null
              && uri.getFragment() == null;
      if (isUsable) {
        String path = String.valueOf(uri.getRawPath());
        return new URI(scheme + "://" + uri.getRawAuthority() + path.replaceFirst("/*$", "") + "/");
      }
    } catch (URISyntaxException e) {
      throw unusable(text, e);
    }
    throw unusable(text, new IllegalArgumentException(text));
  }

  /// That of a server with these settings.
  static URI of(String host, int port) {
    boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
    String name = everywhere ? "localhost" : host.contains(":") ? '[' + host + ']' : host;
    return of(name + ":" + port);
  }

  private static ConfigurationException unusable(String text, Exception cause) {
    return new ConfigurationException(
        "'%s' is not the address of a server; write http://HOST:PORT, HOST:PORT or PORT, with the port of its setting admin_port."
            .formatted(text),
        cause);
  }
}
