package org.visiomatic.serve.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The names that the server answers to.
///
/// A page anywhere can make its own name stand for the loopback address and so have a browser ask a
/// server that only this machine can reach (DNS rebinding). Such a request gives itself away by
/// that name. Addresses need no check: nobody can make them stand for something else.
final class HostNames {

  private final Set<String> names;
  private final boolean all;

  /// The authority that was accepted last, as most requests name the same one.
  private volatile String known = "localhost";

  /// @param host that the server listens on
  /// @param allowed further names, `*` for all
  HostNames(String host, List<String> allowed) {
    names =
        Stream.concat(Stream.of("localhost", host.toLowerCase(Locale.ROOT)), allowed.stream())
            .collect(Collectors.toUnmodifiableSet());
    all = allowed.contains("*") || (allowed.isEmpty() && !isLoopback(host));
  }

  /// Whether a request for `authority`, a name with or without a port, is meant for this server.
  boolean accept(String authority) {
    if (all || authority.equals(known)) {
      return true;
    }
    String name = withoutPort(authority).toLowerCase(Locale.ROOT);
    boolean accepted = names.contains(name) || name.endsWith(".localhost") || isAddress(name);
    if (accepted) {
      known = authority;
    }
    return accepted;
  }

  private static String withoutPort(String authority) {
    int colon = authority.lastIndexOf(':');
    String name = colon > authority.indexOf(']') ? authority.substring(0, colon) : authority;
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  private static boolean isAddress(String name) {
    try {
      boolean bracketed = name.startsWith("[") && name.endsWith("]");
      InetAddress.ofLiteral(bracketed ? name.substring(1, name.length() - 1) : name);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      // Nothing can be listened on under that name; whoever tries says so.
      return false;
    }
  }
}
