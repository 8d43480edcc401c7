package org.gridwarden;

import java.util.List;
import org.gridwarden.problem.limit.TimeLimits;
import org.gridwarden.responsibility.Duties;

/** Says on the terminal what an import of a list did. */
final class DutyReport {
  private DutyReport() {}

  static void print(Duties.Outcome outcome, boolean dryRun) {
    warn(outcome.warnings());
    System.out.println(
        counts(outcome.added(), outcome.updated(), outcome.unchanged(), dryRun)
            + (outcome.parties() > 0 ? ", " + outcome.parties() + " new parties" : "")
            + ".");
  }

  static void print(TimeLimits.Outcome outcome, boolean dryRun) {
    warn(outcome.warnings());
    System.out.println(
        counts(outcome.added(), outcome.updated(), outcome.unchanged(), dryRun)
            + (outcome.removed() > 0 ? ", " + outcome.removed() + " removed" : "")
            + ".");
  }

  private static void warn(List<String> warnings) {
    warnings.forEach(warning -> System.err.println("warning: " + warning));
  }

  private static String counts(int added, int updated, int unchanged, boolean dryRun) {
    return (dryRun ? "Dry run, nothing written: " : "")
        + added
        + " added, "
        + updated
        + " changed, "
        + unchanged
        + " unchanged";
  }
}
