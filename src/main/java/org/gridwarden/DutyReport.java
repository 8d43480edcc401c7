package org.gridwarden;

import org.gridwarden.responsibility.Duties;

/** Says on the terminal what an import of a list did. */
final class DutyReport {
  private DutyReport() {}

  static void print(Duties.Outcome outcome, boolean dryRun) {
    outcome.warnings().forEach(warning -> System.err.println("warning: " + warning));
    System.out.println(
        (dryRun ? "Dry run, nothing written: " : "")
            + outcome.added()
            + " added, "
            + outcome.updated()
            + " changed, "
            + outcome.unchanged()
            + " unchanged"
            + (outcome.parties() > 0 ? ", " + outcome.parties() + " new parties" : "")
            + ".");
  }
}
