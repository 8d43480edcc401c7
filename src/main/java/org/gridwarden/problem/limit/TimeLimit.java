package org.gridwarden.problem.limit;

import java.util.Objects;
import org.gridwarden.problem.Severity;
import org.gridwarden.time.LimitUnit;

/**
 * How long problems of a category and a severity may take. Immutable.
 *
 * @param category a category's code, or null for whatever has no limit of its own
 * @param severity the code of a {@link Severity}
 * @param amount of the unit, above 0, at most {@value #MOST_AMOUNT}
 * @param onRework what becomes of the clock when a problem is sent back
 * @param onTransfer what becomes of it when a problem is handed to someone else
 */
public record TimeLimit(
    String category,
    String severity,
    double amount,
    LimitUnit unit,
    ClockRule onRework,
    ClockRule onTransfer) {
  public static final int MOST_AMOUNT = 3650;

  public TimeLimit {
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(onRework, "onRework");
    Objects.requireNonNull(onTransfer, "onTransfer");
    if (!(amount > 0 && amount <= MOST_AMOUNT)) {
      throw new IllegalArgumentException(
          "an amount above 0, at most " + MOST_AMOUNT + ": " + amount);
    }
    if (Severity.find(severity).filter(each -> each.code().equals(severity)).isEmpty()) {
      throw new IllegalArgumentException("no code of a severity: " + severity);
    }
  }

  /** What a limit is for; there is at most one for each. */
  record Key(String category, String severity) {
    /** Of everything that has no limit of its own. */
    static final Key DEFAULT = new Key(null, Severity.NORMAL.code());
  }

  Key key() {
    return new Key(category, severity);
  }
}
