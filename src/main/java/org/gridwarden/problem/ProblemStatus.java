package org.gridwarden.problem;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Where a problem stands in its life. */
public enum ProblemStatus {
  REPORTED,
  FILED,
  DISPATCHED,
  IN_PROGRESS,
  HANDLED,
  VERIFIED,
  CLOSED,
  SUSPENDED,
  VOID,
  MERGED;

  private static final Set<ProblemStatus> UNRESOLVED =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(CLOSED, VOID, MERGED)));

  private static final Map<String, ProblemStatus> BY_CODE =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(ProblemStatus::code, one -> one));

  private final String code = name().toLowerCase(Locale.ROOT);

  public String code() {
    return code;
  }

  /** Every status but closed, void and merged. */
  public boolean isUnresolved() {
    return UNRESOLVED.contains(this);
  }

  /** Whether whoever holds it has still to act: its clock runs. */
  public boolean isRunning() {
    return isUnresolved() && this != SUSPENDED && this != HANDLED && this != VERIFIED;
  }

  public static Set<ProblemStatus> unresolved() {
    return UNRESOLVED;
  }

  public static Optional<ProblemStatus> find(String code) {
    return code == null ? Optional.empty() : Optional.ofNullable(BY_CODE.get(code));
  }
}
