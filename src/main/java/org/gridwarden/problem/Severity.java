package org.gridwarden.problem;

import java.util.Locale;
import java.util.Optional;

/** How bad a problem is, the mildest first. */
public enum Severity {
  NORMAL("一般"),
  SERIOUS("严重"),
  URGENT("紧急");

  private static final Severity[] ALL = values();

  private final String code = name().toLowerCase(Locale.ROOT);
  private final String chinese;

  Severity(String chinese) {
    this.chinese = chinese;
  }

  public String code() {
    return code;
  }

  public String chinese() {
    return chinese;
  }

  /** By code in any case, or by Chinese name. */
  public static Optional<Severity> find(String text) {
    for (Severity severity : ALL) {
      if (severity.code.equalsIgnoreCase(text) || severity.chinese.equals(text)) {
        return Optional.of(severity);
      }
    }
    return Optional.empty();
  }
}
