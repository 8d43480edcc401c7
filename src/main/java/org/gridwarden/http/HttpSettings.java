package org.gridwarden.http;

import java.nio.file.Path;
import java.util.Objects;

/**
 * How the server listens.
 *
 * @param port 0 for any free one
 * @param mostBodyBytes a body larger than this is refused with 413, streamed routes excepted
 * @param imageSource another origin that pages may load map pictures from, or null
 * @param certificate PEM files for TLS, both or neither null
 * @param rates how often callers may ask
 * @param proxies whose word is taken for where a request comes from
 * @param logsRequests whether each answer has a line in the log
 */
public record HttpSettings(
    String host,
    int port,
    long mostBodyBytes,
    String imageSource,
    Path certificate,
    Path key,
    Rates rates,
    TrustedProxies proxies,
    boolean logsRequests) {
  public static final long USUAL_BODY_BYTES = 16L << 20;

  public HttpSettings {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(rates, "rates");
    Objects.requireNonNull(proxies, "proxies");
  }

  /** With the usual rates, and no proxy that is trusted. */
  public HttpSettings(
      String host, int port, long mostBodyBytes, String imageSource, Path certificate, Path key) {
    this(
        host,
        port,
        mostBodyBytes,
        imageSource,
        certificate,
        key,
        Rates.USUAL,
        TrustedProxies.NONE,
        false);
  }

  public HttpSettings with(Rates newRates) {
    return new HttpSettings(
        host, port, mostBodyBytes, imageSource, certificate, key, newRates, proxies, logsRequests);
  }

  public HttpSettings with(TrustedProxies newProxies) {
    return new HttpSettings(
        host, port, mostBodyBytes, imageSource, certificate, key, rates, newProxies, logsRequests);
  }

  /** With a line in the log for each answer. */
  public HttpSettings withRequestLog() {
    return new HttpSettings(
        host, port, mostBodyBytes, imageSource, certificate, key, rates, proxies, true);
  }
}
