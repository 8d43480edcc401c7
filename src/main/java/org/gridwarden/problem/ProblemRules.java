package org.gridwarden.problem;

import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gridwarden.responsibility.CategoryTree;
import org.gridwarden.store.Change;
import org.gridwarden.store.ChangeStore;
import org.gridwarden.store.Database;

/**
 * The rules of recurrence and escalation, which are data: brought in from files, held in memory.
 * Safe for many threads; where the newest can't be loaded the former ones stay.
 */
public final class ProblemRules {
  private static final String CHANGE_KIND = "rules";

  private final Database database;
  private final Clock clock;
  private volatile Loaded loaded;

  private record Loaded(Map<String, Recurrence> recurrences, List<EscalationRule> escalations) {}

  public ProblemRules(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.loaded = load();
  }

  private Loaded load() {
    return database.read(
        handle -> {
          Map<String, Recurrence> recurrences = new HashMap<>();
          RuleStore.listRecurrences(handle).forEach(each -> recurrences.put(each.category(), each));
          return new Loaded(recurrences, RuleStore.listEscalations(handle));
        });
  }

  /** Of the most specific category that has one. */
  public Recurrence recurrence(CategoryTree tree, String category) {
    Map<String, Recurrence> known = loaded.recurrences();
    if (known.size() > 1) {
      for (String each : tree.lineage(category)) {
        if (known.containsKey(each)) {
          return known.get(each);
        }
      }
    }
    return known.get(null);
  }

  public List<EscalationRule> escalations() {
    return loaded.escalations();
  }

  /** Brings in how near is the same spot; those of other categories stay. */
  public int importRecurrences(Path file, CategoryTree tree, boolean dryRun) {
    List<Recurrence> read = RuleFiles.recurrences(file, tree);
    if (!dryRun) {
      database.updateAlone(
          handle -> {
            RuleStore.putRecurrences(handle, read);
            changed(handle);
          });
      reload();
    }
    return read.size();
  }

  /** Brings in when problems go up; these are all the rules from then on. */
  public int importEscalations(Path file, boolean dryRun) {
    List<EscalationRule> read = RuleFiles.escalations(file);
    if (!dryRun) {
      database.updateAlone(
          handle -> {
            RuleStore.replaceEscalations(handle, read);
            changed(handle);
          });
      reload();
    }
    return read.size();
  }

  public void onChanges(List<Change> changes) {
    if (changes.stream().anyMatch(each -> each.kind().equals(CHANGE_KIND))) {
      reload();
    }
  }

  /** Reads them anew; where that fails the former ones stay. */
  public void reload() {
    loaded = load();
  }

  private void changed(org.jdbi.v3.core.Handle handle) {
    ChangeStore.append(
        handle, CHANGE_KIND, "all", clock.instant().truncatedTo(ChronoUnit.MILLIS), null, null);
  }
}
