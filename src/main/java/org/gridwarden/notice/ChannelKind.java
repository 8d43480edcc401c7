package org.gridwarden.notice;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What stands at the other end of a channel. */
public enum ChannelKind {
  /** Another program: gets every notice as a message of its own. */
  WEBHOOK,
  /** A group robot of WeCom (企业微信): gets digests. */
  WECOM,
  /** A group robot of DingTalk (钉钉): gets digests. */
  DINGTALK;

  private final String code = name().toLowerCase(Locale.ROOT);

  public String code() {
    return code;
  }

  /** Whether it takes only so many messages a minute, each of which may tell several notices. */
  boolean isRobot() {
    return this != WEBHOOK;
  }

  static Optional<ChannelKind> find(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
  }

  static List<String> codes() {
    return Arrays.stream(values()).map(ChannelKind::code).toList();
  }
}
