package org.gridwarden.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Whose word is taken for where a request comes from. A proxy appends the address that it was asked
 * from to {@code X-Forwarded-For}, so that list is true from its right end up to the first address
 * that is no trusted proxy; what stands left of that, anybody may have written. Immutable.
 */
public record TrustedProxies(List<Cidr> ranges) {
  /** Nobody's. */
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  public TrustedProxies {
    ranges = List.copyOf(ranges);
  }

  /**
   * @param remote the other end of the connection
   */
  boolean trusts(String remote) {
    return !ranges.isEmpty() && NetAddress.find(remote).filter(this::has).isPresent();
  }

  private boolean has(NetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  /**
   * Where a request comes from: the rightmost address that is no trusted proxy; where all are, or
   * where the list breaks off with something that is no address, the last that was understood.
   *
   * @param remote the other end of the connection
   * @param forwardedFor each {@code X-Forwarded-For} header, in their order
   */
  String client(String remote, List<String> forwardedFor) {
    if (!trusts(remote)) {
      return remote;
    }
    List<String> entries = new ArrayList<>();
    for (String header : forwardedFor) {
      entries.addAll(List.of(header.split(",", -1)));
    }
    Collections.reverse(entries);
    String client = remote;
    for (String entry : entries) {
      Optional<NetAddress> address = NetAddress.find(withoutPort(entry.strip()));
      if (address.isEmpty()) {
        return client;
      }
      client = address.get().toString();
      if (!has(address.get())) {
        return client;
      }
    }
    return client;
  }

  /** Some proxies write 192.0.2.1:4711 or [2001:db8::1]:4711. */
  private static String withoutPort(String entry) {
    if (entry.startsWith("[")) {
      return entry.replaceFirst("\\]:[0-9]{1,5}$", "]");
    }
    boolean oneColon = entry.indexOf(':') >= 0 && entry.indexOf(':') == entry.lastIndexOf(':');
    return oneColon ? entry.substring(0, entry.indexOf(':')) : entry;
  }
}
