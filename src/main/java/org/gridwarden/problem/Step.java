package org.gridwarden.problem;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Something that is done to a problem, or that befalls it; each is one entry of its ledger. */
public enum Step {
  REPORT,
  FILE,
  DISPATCH,
  HANDLE,
  FEEDBACK,
  VERIFY,
  CLOSE,
  REWORK,
  /** By whoever holds it: asks for more time. By one who may grant it: grants it. */
  EXTEND,
  REFUSE_EXTENSION,
  SUSPEND,
  RESUME,
  VOID,
  REOPEN,
  TRANSFER,
  MERGE,
  SUPERVISE,
  PUBLISH,
  UNPUBLISH,
  /** Someone of the unit that holds it has seen it. */
  OPEN,
  DUE_SOON,
  OVERDUE,
  ESCALATE;

  private final String code = name().toLowerCase(Locale.ROOT);

  public String code() {
    return code;
  }

  /** Whether the server itself takes it; nobody can ask for it. */
  public boolean isSystems() {
    return this == OPEN || this == DUE_SOON || this == OVERDUE || this == ESCALATE;
  }

  public static Optional<Step> find(String code) {
    return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
  }
}
