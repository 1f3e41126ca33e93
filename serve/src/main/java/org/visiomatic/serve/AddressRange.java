package org.visiomatic.serve;

import java.net.InetAddress;

/// A range of IP addresses, such as `10.0.0.0/8` or `2001:db8::/32`; a single address is a range of
/// one.
///
/// @param first any address of the range
/// @param bits how many leading bits all addresses of the range share with it
public record AddressRange(InetAddress first, int bits) {

  public AddressRange {
    Limits.check("trusted_proxies", bits, 0, first.getAddress().length * 8L);
  }

  /// Reads an address or a range; host names are refused, as what they stand for may change.
  public static AddressRange of(String text) {
    String given = text.strip();
    int slash = given.indexOf('/');
    try {
      InetAddress address = InetAddress.ofLiteral(slash < 0 ? given : given.substring(0, slash));
      int all = address.getAddress().length * 8;
      return new AddressRange(
          address, slash < 0 ? all : Integer.parseInt(given.substring(slash + 1)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The proxy \"%s\" cannot be trusted: it must be an address like 192.0.2.1 or a range like 10.0.0.0/8."
              .formatted(text),
          e);
    }
  }

  /// Whether an address lies within.
  public boolean contains(InetAddress address) {
    byte[] mine = first.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    int whole = bits / 8;
    for (int i = 0; i < whole; i++) {
      if (mine[i] != other[i]) {
        return false;
      }
    }
    int rest = bits % 8;
    return rest == 0 || (mine[whole] ^ other[whole]) >> (8 - rest) == 0;
  }

  @Override
  public String toString() {
    return first.getHostAddress() + "/" + bits;
  }
}
