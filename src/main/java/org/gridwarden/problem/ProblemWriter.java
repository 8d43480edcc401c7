package org.gridwarden.problem;

import org.gridwarden.responsibility.CategoryTree;
import org.gridwarden.responsibility.Duties;
import org.gridwarden.store.ChangeStore;
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

  void insert(Handle handle, Problem problem, LedgerEntry entry) {
    ProblemRowStore.insert(handle, problem);
    LedgerStore.insert(handle, entry);
    tell(handle, null, problem, entry);
  }

  /** Within one transaction nobody else can have changed it since it was read. */
  void update(Handle handle, Problem before, Problem after, LedgerEntry entry) {
    if (!ProblemRowStore.update(handle, after)) {
      throw StepRules.conflict(before, "someone else was quicker; look at it as it is now");
    }
    LedgerStore.insert(handle, entry);
    tell(handle, before, after, entry);
  }

  private void tell(Handle handle, Problem before, Problem after, LedgerEntry entry) {
    ChangeStore.appendOften(
        handle,
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
