package org.gridwarden.notice;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a notice tells. */
public enum NoticeKind {
  DISPATCHED,
  TRANSFERRED,
  REOPENED,
  REWORK,
  DUE_SOON,
  OVERDUE,
  ESCALATED,
  SUPERVISED,
  /** Nobody holds the problem: the desk must find someone. */
  UNHELD,
  CLOSED;

  private final String code = name().toLowerCase(Locale.ROOT);

  public String code() {
    return code;
  }

  public static Optional<NoticeKind> find(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
  }

  static List<String> codes() {
    return Arrays.stream(values()).map(NoticeKind::code).toList();
  }
}
