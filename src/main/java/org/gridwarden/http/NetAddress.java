package org.gridwarden.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * An address of the internet, read from its digits alone: no name is ever looked up. An IPv6
 * address that stands for an IPv4 one is that one. Immutable.
 */
public record NetAddress(InetAddress address) {
  private static final int LONGEST = 45;
  private static final int NETWORK_BYTES = 8;

  /** Empty for a name, for an address with a port, and for anything else that is no address. */
  static Optional<NetAddress> find(String text) {
    String bare = unbracketed(text);
    int zone = bare.indexOf('%');
    String digits = zone < 0 ? bare : bare.substring(0, zone);
    boolean isDigits = isIpv4(digits) || isMaybeIpv6(digits);
    if (!isDigits) {
      return Optional.empty();
    }
    try {
      // A text of digits, dots and colons that is no address fails here without a question to DNS.
      return Optional.of(new NetAddress(InetAddress.getByName(digits)));
    } catch (UnknownHostException none) {
      return Optional.empty();
    }
  }

  /** An IPv6 address as it stands in a URL, without its brackets; others as they are. */
  static String unbracketed(String address) {
    return address.startsWith("[") && address.endsWith("]")
        ? address.substring(1, address.length() - 1)
        : address;
  }

  private static boolean isIpv4(String text) {
    String[] parts = text.split("\\.", -1);
    boolean right = parts.length == 4;
    for (String part : parts) {
      right &= part.matches("[0-9]{1,3}") && Integer.parseInt(part) <= 255;
    }
    return right;
  }

  private static boolean isMaybeIpv6(String text) {
    return text.length() <= LONGEST
        && text.indexOf(':') >= 0
        && text.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == ':' || c == '.');
  }

  /**
   * What one holder of addresses has at the least: an IPv4 address, or the 64 bits of an IPv6
   * network, in which a single computer may use any address it likes. A text that is no address
   * stands for itself.
   */
  public static String networkOf(String address) {
    return address.indexOf(':') < 0
        ? address
        : find(address).map(NetAddress::network).orElse(address);
  }

  private String network() {
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(address.getAddress(), 0, NETWORK_BYTES) + "::/64"
        : toString();
  }

  /** The digits, without a name. */
  @Override
  public String toString() {
    return address.getHostAddress();
  }
}
