package org.gridwarden.problem;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.gridwarden.time.LimitUnit;

/**
 * When a problem goes one level up. Immutable.
 *
 * @param step the how-manieth escalation of the problem it is, from 1
 * @param amount in the unit; from the dispatch (unopened) or from when it was due (overdue)
 */
public record EscalationRule(Trigger trigger, int step, double amount, LimitUnit unit) {

  /** What makes it go up. */
  public enum Trigger {
    /** Nobody of the unit that holds it has looked at it. */
    UNOPENED,
    OVERDUE;

    private final String code = name().toLowerCase(Locale.ROOT);

    public String code() {
      return code;
    }

    static Optional<Trigger> find(String code) {
      return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
    }
  }
}
