package org.gridwarden.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Signatures against values that another implementation (OpenSSL, Python's hmac) computed. */
class SignatureTest {
  @Test
  void dingTalkIsSignedAsItsOpenPlatformDescribes() {
    assertThat(Signature.ofDingTalk("this is secret", 1577262236757L))
        .isEqualTo(
            "timestamp=1577262236757&sign=hmPWwU%2B7lVdm3ZZz0r9tSfx0L4Q26jWOZr9%2BGs6EZQM%3D");
    assertThat(Signature.ofDingTalk("SEC0123456789abcdef", 1764000000000L))
        .endsWith("&sign=O%2FDxk%2BW6uCrkxq7mUGZ07y1ieeBTkSH%2BXzgk9sbgFSI%3D");
  }

  @Test
  void webhooksAreSignedOverTimestampDotAndBodyInUtf8() {
    assertThat(Signature.ofWebhook("a shared secret", "1764000000", "{\"text\":\"“井盖”缺失\"}"))
        .isEqualTo("sha256=13f38e2c6803de95cc8a5cbdb8f0130c6e8f77f48bc9386b2a98b6532de0ca49");
  }
}
