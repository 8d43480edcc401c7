package org.gridwarden.problem.limit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a running limit when a problem is sent back or handed to someone else. */
public enum ClockRule {
  /** It runs on: the due moment stays. */
  KEEP("延续"),
  /** It starts anew with the whole amount. */
  RESTART("重新计时");

  private final String code = name().toLowerCase(Locale.ROOT);
  private final String chinese;

  ClockRule(String chinese) {
    this.chinese = chinese;
  }

  public String code() {
    return code;
  }

  public String chinese() {
    return chinese;
  }

  /** By code in any case, or by Chinese name. */
  public static Optional<ClockRule> find(String text) {
    return Arrays.stream(values())
        .filter(rule -> rule.code.equalsIgnoreCase(text) || rule.chinese.equals(text))
        .findFirst();
  }
}
