package org.visiomatic.serve.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import java.util.List;
import java.util.stream.Collectors;

/// What pages may load and who may show them (content security policy, level 3).
///
/// Our own pages run our own scripts only, but may ask catalogue and name services. Pages of the
/// site, its templates, client, manual and extra files, were written by those who run the server
/// and may do what such pages do: scripts within the page, libraries and fonts from elsewhere. A
/// reverse proxy can make either policy stricter, never wider.
final class PagePolicy {

  private static final String OWN =
      "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
          + "font-src 'self' data:; worker-src 'self' blob:; connect-src 'self' https:; "
          + "object-src 'none'; base-uri 'self'; form-action 'self'; ";

  private static final String SITE =
      "default-src 'self' 'unsafe-inline' 'unsafe-eval' https: data: blob:; object-src 'none'; "
          + "base-uri 'self'; ";

  private static final HeaderName POLICY = HeaderNames.create("Content-Security-Policy");
  private static final Header REFERRER =
      HeaderValues.createCached("Referrer-Policy", "same-origin");

  private final String own;
  private final String site;

  /// @param frameAncestors whose pages may show ours in a frame: origins, `self`, `*`; nobody when
  ///   empty
  PagePolicy(List<String> frameAncestors) {
    String ancestors =
        frameAncestors.isEmpty()
            ? "'none'"
            : frameAncestors.stream()
                .map(ancestor -> ancestor.equals("self") ? "'self'" : ancestor)
                .collect(Collectors.joining(" "));
    own = OWN + "frame-ancestors " + ancestors;
    site = SITE + "frame-ancestors " + ancestors;
  }

  /// Puts the policy into the headers of a document that browsers take for a page.
  ///
  /// @param sites whether it was written by those who run the server
  void guard(ServerResponseHeaders headers, String mediaType, boolean sites) {
    if (isNeeded(mediaType)) {
      headers.set(POLICY, sites ? site : own);
      headers.set(REFERRER);
    }
  }

  /// Whether browsers run scripts in documents of that kind.
  private static boolean isNeeded(String mediaType) {
    return mediaType.startsWith("text/html")
        || mediaType.startsWith("image/svg")
        || mediaType.contains("xml");
  }
}
