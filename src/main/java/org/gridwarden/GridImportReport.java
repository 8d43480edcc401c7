package org.gridwarden;

import java.io.PrintStream;
import org.gridwarden.grid.GridImportOutcome;
import org.gridwarden.grid.GridImportRequest;
import org.gridwarden.grid.GridVersion;

/**
 * Says on the terminal what an import did: warnings to standard error, the result to standard
 * output.
 */
final class GridImportReport {
  private static final int SHOWN = 20;

  private GridImportReport() {}

  static void print(
      GridImportOutcome outcome, GridImportRequest request, PrintStream out, PrintStream err) {
    outcome.repairs().forEach(change -> err.println("repaired: " + change));
    outcome.report().faults().stream()
        .limit(SHOWN)
        .forEach(fault -> err.println("warning: " + fault));
    int more = outcome.report().faults().size() - SHOWN;
    if (more > 0) {
      err.println("and " + more + " more warnings; `gridwarden check --out FILE` lists them all");
    }
    if (!outcome.reparented().isEmpty()) {
      err.println(
          "found another parent by containment: " + String.join(", ", outcome.reparented()));
    }
    String counts =
        outcome.added()
            + " new or changed, "
            + outcome.ended()
            + " replaced, "
            + outcome.unchanged()
            + " unchanged";
    GridVersion version = outcome.version();
    if (request.dryRun()) {
      out.println("Dry run, nothing written: " + counts + ".");
    } else if (version == null) {
      out.println("Nothing to change: " + counts + ".");
    } else if (version.draft()) {
      out.println(
          "Draft "
              + version.id()
              + " kept, not published: "
              + counts
              + ". Publish it with `gridwarden publish "
              + version.id()
              + "`.");
    } else {
      out.println("Version " + version.id() + " of layer " + version.layer() + ": " + counts + ".");
    }
  }
}
