package org.visiomatic.serve.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.visiomatic.serve.AddressRange;

/// Believes proxies, and only those that are trusted, what they tell of the visitors before them:
/// `X-Forwarded-For` and `-Prefix`, or `Forwarded` (RFC 7239). Scheme and name that visitors use
/// are not needed: no link here has any.
///
/// Proxies append to what they get, so lists are read from their ends, no further than there are
/// trusted proxies in a row: anything before may have been written by the visitor. Where both kinds
/// are there, `Forwarded` is left alone, because common proxies write the other kind and pass this
/// one on unseen.
final class Proxies {

  private static final HeaderName FORWARDED = HeaderNames.create("Forwarded");
  private static final HeaderName FOR = HeaderNames.create("X-Forwarded-For");
  private static final HeaderName PROTO = HeaderNames.create("X-Forwarded-Proto");
  private static final HeaderName HOST = HeaderNames.create("X-Forwarded-Host");
  private static final HeaderName PREFIX = HeaderNames.create("X-Forwarded-Prefix");

  private static final Pattern PATH = Pattern.compile("(?:/[A-Za-z0-9._~-]+)+");

  /// A comma that does not stand in a quoted string.
  private static final Pattern COMMA = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

  private static final int LONGEST = 1024;

  private final List<AddressRange> trusted;

  Proxies(List<AddressRange> trusted) {
    this.trusted = List.copyOf(trusted);
  }

  /// The path under which a trusted proxy shows us; empty when none says so.
  Optional<String> prefix(ServerRequest request) {
    return request.headers().contains(PREFIX) ? arrival(request).prefix() : Optional.empty();
  }

  /// How a request came here.
  Arrival arrival(ServerRequest request) {
    String peer = peer(request);
    if (isToldOfOthers(request) && isTrusted(peer)) {
      return request.headers().contains(FORWARDED) && !hasOlderKind(request)
          ? byForwarded(request, peer)
          : byOlderKind(request, peer);
    }
    return new Arrival(peer, Optional.empty());
  }

  private static boolean isToldOfOthers(ServerRequest request) {
    return request.headers().contains(FORWARDED)
        || request.headers().contains(PREFIX)
        || hasOlderKind(request);
  }

  private static boolean hasOlderKind(ServerRequest request) {
    return request.headers().contains(FOR)
        || request.headers().contains(PROTO)
        || request.headers().contains(HOST);
  }

  private Arrival byOlderKind(ServerRequest request, String peer) {
    List<String> hops = list(request, FOR).toList();
    String client = peer;
    int depth = 0;
    for (int i = hops.size() - 1; i >= 0 && isTrusted(client); i--) {
      Optional<String> hop = address(hops.get(i));
      if (hop.isEmpty()) {
        break;
      }
      client = hop.get();
      depth++;
    }
    return new Arrival(client, prefix(request, Math.max(1, depth)));
  }

  /// The word of the outermost trusted proxy: as far from the end as there are trusted ones.
  private static Optional<String> told(List<String> list, int proxies) {
    return list.isEmpty()
        ? Optional.empty()
        : Optional.of(list.get(Math.max(0, list.size() - proxies)));
  }

  private Arrival byForwarded(ServerRequest request, String peer) {
    List<String> elements = list(request, FORWARDED).toList();
    String client = peer;
    int proxies = 0;
    for (int i = elements.size() - 1; i >= 0 && isTrusted(client); i--) {
      String element = elements.get(i);
      proxies++;
      Optional<String> hop = pair(element, "for").flatMap(Proxies::address);
      if (hop.isEmpty()) {
        break;
      }
      client = hop.get();
    }
    return new Arrival(client, prefix(request, Math.max(1, proxies)));
  }

  private static Optional<String> prefix(ServerRequest request, int proxies) {
    return told(list(request, PREFIX).toList(), proxies)
        .map(path -> path.endsWith("/") ? path.substring(0, path.length() - 1) : path)
        .filter(path -> PATH.matcher(path).matches());
  }

  private static Stream<String> list(ServerRequest request, HeaderName name) {
    if (!request.headers().contains(name)) {
      return Stream.empty();
    }
    String all = String.join(",", request.headers().get(name).allValues());
    // What is longer is no address list; the end is what trusted proxies have written.
    String end = all.length() > LONGEST ? all.substring(all.length() - LONGEST) : all;
    return Arrays.stream(COMMA.split(end)).map(String::strip).filter(item -> !item.isEmpty());
  }

  /// The value of one `name=value` of an element of `Forwarded`.
  private static Optional<String> pair(String element, String name) {
    for (String pair : element.split(";")) {
      int equals = pair.indexOf('=');
      if (equals > 0 && pair.substring(0, equals).strip().equalsIgnoreCase(name)) {
        String value = pair.substring(equals + 1).strip();
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return Optional.of(quoted ? value.substring(1, value.length() - 1) : value);
      }
    }
    return Optional.empty();
  }

  /// An address without its port; empty for names that proxies make up.
  private static Optional<String> address(String text) {
    String bare = text;
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      bare = end < 0 ? text : text.substring(1, end);
    } else if (text.indexOf(':') >= 0 && text.indexOf(':') == text.lastIndexOf(':')) {
      bare = text.substring(0, text.indexOf(':'));
    }
    try {
      return Optional.of(InetAddress.ofLiteral(bare).getHostAddress());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private boolean isTrusted(String address) {
    InetAddress parsed;
    try {
      parsed = InetAddress.ofLiteral(address);
    } catch (IllegalArgumentException e) {
      return false;
    }
    return trusted.stream().anyMatch(range -> range.contains(parsed));
  }

  private static String peer(ServerRequest request) {
    return request.remotePeer().address() instanceof InetSocketAddress socket
            && socket.getAddress() != null
        ? socket.getAddress().getHostAddress()
        : request.remotePeer().host();
  }
}
