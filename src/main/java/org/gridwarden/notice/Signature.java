package org.gridwarden.notice;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How receivers can tell that a message comes from here: HMAC-SHA256 (RFC 2104). */
final class Signature {
  private Signature() {}

  /** Of a message to a webhook: {@code sha256=} and, in hexadecimal, timestamp, dot and body. */
  static String ofWebhook(String secret, String timestamp, String body) {
    return "sha256=" + HexFormat.of().formatHex(hmac(secret, timestamp + "." + body));
  }

  /**
   * What is added to the query of a DingTalk robot's URL, as its open platform describes "加签".
   *
   * @param timestampMillis the robot takes it within an hour of its own clock
   */
  static String ofDingTalk(String secret, long timestampMillis) {
    String sign = Base64.getEncoder().encodeToString(hmac(secret, timestampMillis + "\n" + secret));
    return "timestamp="
        + timestampMillis
        + "&sign="
        + URLEncoder.encode(sign, StandardCharsets.UTF_8);
  }

  private static byte[] hmac(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has HmacSHA256", impossible);
    }
  }
}
