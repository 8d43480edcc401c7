package org.gridwarden.problem;

import org.gridwarden.responsibility.CategoryTree;
import org.gridwarden.responsibility.Duties;
import org.gridwarden.store.ChangeStore;
import org.gridwarden.store.RoundTrip;
import org.jdbi.v3.core.Handle;

/**
 * Writes a problem, the entry of its ledger and the change that tells of it, all in the transaction
 * of the caller. Nothing else writes any of the three.
 */
final class ProblemWriter {
  private static final int LONGEST_TITLE = 60;

  private final Duties duties;

  ProblemWriter(Duties duties) {
    this.duties = duties;
  }

  /**
   * @param later the entries that follow, of a problem that comes with its past; the one change
   *     tells of the problem as it stands
   */
  void insert(Handle handle, Problem problem, LedgerEntry entry, LedgerEntry... later) {
    RoundTrip.make(
        handle,
        trip -> {
          ProblemRowStore.insert(trip, problem);
          LedgerStore.insert(trip, entry);
          for (LedgerEntry each : later) {
            LedgerStore.insert(trip, each);
          }
          tell(trip, null, problem, entry);
        });
  }

  /** Within one transaction nobody else can have changed it since it was read. */
  void update(Handle handle, Problem before, Problem after, LedgerEntry entry) {
    if (!ProblemRowStore.update(handle, after)) {
      throw StepRules.conflict(before, "someone else was quicker; look at it as it is now");
    }
    RoundTrip.make(
        handle,
        trip -> {
          LedgerStore.insert(trip, entry);
          tell(trip, before, after, entry);
        });
  }

  private void tell(RoundTrip trip, Problem before, Problem after, LedgerEntry entry) {
    ChangeStore.append(
        trip,
        ProblemChange.KIND,
        after.id(),
        entry.at(),
        ProblemChange.before(before),
        ProblemChange.after(after, entry, title(after)));
  }

  /** What a person recognises it by: its kind, and where it is or how it was described. */
  private String title(Problem problem) {
    CategoryTree tree = duties.categories();
    String code = problem.report().category();
    String name = tree.find(code).map(each -> each.name()).orElse(code);
    String where =
        problem.report().address() != null
            ? problem.report().address()
            : problem.report().description();
    String title = where.isEmpty() ? name : name + " · " + where;
    return title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE) + "…";
  }
}
