package org.gridwarden.http;

import java.net.InetAddress;
import org.gridwarden.fault.FaultException;

/** A range of addresses: those that begin with the same {@code bits} bits as its base. */
public record Cidr(InetAddress base, int bits) {
  public Cidr {
    if (bits < 0 || bits > base.getAddress().length * 8) {
      throw new IllegalArgumentException(base + " has no " + bits + " bits");
    }
  }

  /**
   * @param text {@code 10.0.0.0/8}, {@code fd00::/8}, or one address
   * @throws FaultException naming the field where it is none of these
   */
  public static Cidr parse(String field, String text) {
    int slash = text.indexOf('/');
    NetAddress base =
        NetAddress.find(slash < 0 ? text : text.substring(0, slash))
            .orElseThrow(() -> wrong(field, text));
    int most = base.address().getAddress().length * 8;
    if (slash < 0) {
      return new Cidr(base.address(), most);
    }
    String bits = text.substring(slash + 1);
    if (!bits.matches("[0-9]{1,3}") || Integer.parseInt(bits) > most) {
      throw wrong(field, text);
    }
    return new Cidr(base.address(), Integer.parseInt(bits));
  }

  private static FaultException wrong(String field, String text) {
    return FaultException.badInput(
        field, text, "a range of addresses is wanted, such as 10.0.0.0/8 or fd00::/8");
  }

  /** Never of an address of the other family. */
  public boolean contains(NetAddress other) {
    byte[] mine = base.getAddress();
    byte[] theirs = other.address().getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % 8;
      if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
