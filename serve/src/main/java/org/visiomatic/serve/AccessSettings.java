package org.visiomatic.serve;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Who may use the service from where, and what is believed of them.
///
/// @param corsOrigins origins whose pages may read answers from their scripts, `*` for all; empty
///   for none
/// @param trustedProxies whose word on the visitor's address and on our public path is taken
/// @param allowedHosts further names that the server answers to, `*` for all. Without any, one that
///   listens on the loopback interface answers to local names only, others to all
/// @param frameAncestors whose pages may show ours in a frame: origins, `self`, `*` for all, or
///   nobody when empty
/// @param tls with which to speak HTTPS; empty for plain HTTP
public record AccessSettings(
    List<String> corsOrigins,
    List<AddressRange> trustedProxies,
    List<String> allowedHosts,
    List<String> frameAncestors,
    Optional<TlsSettings> tls) {

  private static final String ORIGIN = "https?://[^/\\s,;\"']+";

  private static final Pattern ANCESTOR = Pattern.compile("\\*|self|" + ORIGIN);
  private static final Pattern HOST = Pattern.compile("\\*|[a-z0-9_-]+(\\.[a-z0-9_-]+)*");

  public AccessSettings {
    corsOrigins = corsOrigins.stream().map(Origins::spelled).toList();
    trustedProxies = List.copyOf(trustedProxies);
    allowedHosts = allowedHosts.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    frameAncestors = List.copyOf(frameAncestors);
    check(
        allowedHosts,
        HOST,
        "The host \"%s\" cannot be allowed: it must be * or a name like images.example.org, without a port.");
    check(
        frameAncestors,
        ANCESTOR,
        "Pages of \"%s\" cannot be allowed as frames: it must be self, * or look like https://host.");
  }

  /// No foreign scripts, proxies on this machine, local names, frames of all, plain HTTP.
  public static AccessSettings defaults() {
    return new AccessSettings(
        List.of(),
        List.of(AddressRange.of("127.0.0.0/8"), AddressRange.of("::1")),
        List.of(),
        List.of("*"),
        Optional.empty());
  }

  /// The same with other origins.
  public AccessSettings withCorsOrigins(List<String> origins) {
    return new AccessSettings(origins, trustedProxies, allowedHosts, frameAncestors, tls);
  }

  /// The same with other trusted proxies.
  public AccessSettings withTrustedProxies(List<AddressRange> proxies) {
    return new AccessSettings(corsOrigins, proxies, allowedHosts, frameAncestors, tls);
  }

  /// The same with other names.
  public AccessSettings withAllowedHosts(List<String> hosts) {
    return new AccessSettings(corsOrigins, trustedProxies, hosts, frameAncestors, tls);
  }

  /// The same with other pages around ours.
  public AccessSettings withFrameAncestors(List<String> ancestors) {
    return new AccessSettings(corsOrigins, trustedProxies, allowedHosts, ancestors, tls);
  }

  /// The same over HTTPS.
  public AccessSettings withTls(TlsSettings newTls) {
    return new AccessSettings(
        corsOrigins, trustedProxies, allowedHosts, frameAncestors, Optional.of(newTls));
  }

  private static void check(List<String> values, Pattern pattern, String refusal) {
    for (String value : values) {
      if (!pattern.matcher(value).matches()) {
        throw new IllegalArgumentException(refusal.formatted(value));
      }
    }
  }
}
