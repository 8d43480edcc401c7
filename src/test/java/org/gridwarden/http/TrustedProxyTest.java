package org.gridwarden.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.gridwarden.fault.FaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose word is taken for where a request comes from. */
class TrustedProxyTest {
  private static TrustedProxies trusting(String... ranges) {
    return new TrustedProxies(
        Arrays.stream(ranges).map(range -> Cidr.parse("trusted-proxy", range)).toList());
  }

  private static final TrustedProxies PROXIES = trusting("10.0.0.0/8", "::1", "fd00:1::/32");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // remote | X-Forwarded-For | where it comes from
        "203.0.113.9 | 1.1.1.1 | 203.0.113.9",
        "203.0.113.9 | 10.1.1.1 | 203.0.113.9",
        "10.0.0.5 | 203.0.113.9 | 203.0.113.9",
        "10.0.0.5 | 1.1.1.1, 203.0.113.9 | 203.0.113.9",
        "10.0.0.5 | 10.9.9.9, 203.0.113.9 | 203.0.113.9",
        "10.0.0.5 | 1.1.1.1, 203.0.113.9, 10.0.0.6 | 203.0.113.9",
        "10.0.0.5 | 10.0.0.7, 10.0.0.6 | 10.0.0.7",
        "10.0.0.5 | 203.0.113.9, nonsense | 10.0.0.5",
        "10.0.0.5 | 203.0.113.9, nonsense, 10.0.0.6 | 10.0.0.6",
        "10.0.0.5 | 203.0.113.9, | 10.0.0.5",
        "10.0.0.5 | unknown | 10.0.0.5",
        "10.0.0.5 | localhost | 10.0.0.5",
        "10.0.0.5 | 203.0.113.9:4711 | 203.0.113.9",
        "10.0.0.5 | [2001:db8::9]:4711 | 2001:db8:0:0:0:0:0:9",
        "10.0.0.5 | 2001:db8::9 | 2001:db8:0:0:0:0:0:9",
        "10.0.0.5 | ::ffff:203.0.113.9 | 203.0.113.9",
        "10.0.0.5 | 203.0.113.9, ::ffff:10.0.0.6 | 203.0.113.9",
        "[::1] | 203.0.113.9 | 203.0.113.9",
        "0:0:0:0:0:0:0:1 | 203.0.113.9 | 203.0.113.9",
        "fd00:1:ffff::1 | 203.0.113.9 | 203.0.113.9",
        "fd00:2::1 | 203.0.113.9 | fd00:2::1",
        "::2 | 203.0.113.9 | ::2",
        "11.0.0.1 | 203.0.113.9 | 11.0.0.1",
      })
  void theRightmostAddressThatIsNoTrustedProxyAsked(String remote, String header, String client) {
    assertThat(PROXIES.client(remote, List.of(header))).isEqualTo(client);
  }

  @Test
  void severalHeadersAreOneListInTheirOrder() {
    assertThat(PROXIES.client("10.0.0.5", List.of("1.1.1.1", "203.0.113.9, 10.0.0.6")))
        .isEqualTo("203.0.113.9");
    assertThat(PROXIES.client("10.0.0.5", List.of())).isEqualTo("10.0.0.5");
    assertThat(TrustedProxies.NONE.client("127.0.0.1", List.of("1.1.1.1"))).isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/8",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/",
        "10.0.0/8",
        "10.0.0.256",
        "::/129",
        "example.org",
        "localhost",
        "::1::",
        "10.0.0.0/8/8",
        "1e1.0.0.0",
        "0x7f000001",
        "127.1"
      })
  void whatIsNoRangeIsRefusedByName(String text) {
    assertThatThrownBy(() -> Cidr.parse("trusted-proxy", text))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("trusted-proxy")
        .hasMessageContaining("10.0.0.0/8");
  }

  @Test
  void rangesAgreeWithArithmetic() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("TrustedProxyTest seed " + seed);
    Random random = new Random(seed);
    for (int n = 0; n < 20_000; n++) {
      int bytes = random.nextBoolean() ? 4 : 16;
      byte[] base = new byte[bytes];
      random.nextBytes(base);
      byte[] other = base.clone();
      other[random.nextInt(bytes)] ^= (byte) (1 << random.nextInt(8));
      int bits = random.nextInt(bytes * 8 + 1);
      Cidr range = Cidr.parse("x", InetAddress.getByAddress(base).getHostAddress() + "/" + bits);
      int shift = bytes * 8 - bits;
      boolean same =
          new BigInteger(1, base)
              .shiftRight(shift)
              .equals(new BigInteger(1, other).shiftRight(shift));
      assertThat(range.contains(new NetAddress(InetAddress.getByAddress(other))))
          .as(range + " and " + Arrays.toString(other))
          .isEqualTo(same);
    }
  }

  @Test
  void aRangeHoldsNoAddressOfTheOtherFamily() {
    assertThat(trusting("0.0.0.0/0").trusts("2001:db8::1")).isFalse();
    assertThat(trusting("::/0").trusts("10.0.0.1")).isFalse();
    assertThat(trusting("::/0").trusts("fe80::1%eth0")).isTrue();
  }

  @Test
  void strangersOfOneIpv6NetworkCountAsOne() {
    assertThat(NetAddress.networkOf("2001:db8:1:2:3:4:5:6"))
        .isEqualTo(NetAddress.networkOf("2001:db8:1:2::1"))
        .isNotEqualTo(NetAddress.networkOf("2001:db8:1:3::1"));
    assertThat(NetAddress.networkOf("[2001:db8:1:2::1]"))
        .isEqualTo(NetAddress.networkOf("2001:db8:1:2::1"));
    assertThat(NetAddress.networkOf("203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(NetAddress.networkOf("::ffff:203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(NetAddress.networkOf("no:address")).isEqualTo("no:address");
  }
}
