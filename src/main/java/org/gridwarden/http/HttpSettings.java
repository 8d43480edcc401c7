package org.gridwarden.http;

import java.nio.file.Path;

/**
 * How the server listens.
 *
 * @param port 0 for any free one
 * @param mostBodyBytes a body larger than this is refused with 413, streamed routes excepted
 * @param imageSource another origin that pages may load map pictures from, or null
 * @param certificate PEM files for TLS, both or neither null
 */
public record HttpSettings(
    String host, int port, long mostBodyBytes, String imageSource, Path certificate, Path key) {
  public static final long USUAL_BODY_BYTES = 16L << 20;
}
