package org.gridwarden.problem;

import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gridwarden.responsibility.CategoryTree;
import org.gridwarden.store.Change;
import org.gridwarden.store.ChangeStore;
import org.gridwarden.store.Database;
import org.gridwarden.table.Incoming;

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

  /** All of them, that for every other category first. */
  public List<Recurrence> recurrences() {
    return loaded.recurrences().values().stream()
        .sorted(
            Comparator.comparing(
                Recurrence::category, Comparator.nullsFirst(Comparator.naturalOrder())))
        .toList();
  }

  /** What an import did. */
  public record Outcome(int added, int changed, int unchanged, int removed) {
    /** How many rules the file has. */
    public int size() {
      return added + changed + unchanged + removed;
    }

    /** Where what isn't read goes out. */
    private static <T, K> Outcome replacing(List<T> read, List<T> known, Function<T, K> key) {
      Map<K, T> before = new HashMap<>();
      known.forEach(each -> before.put(key.apply(each), each));
      int added = 0;
      int unchanged = 0;
      for (T each : read) {
        T other = before.remove(key.apply(each));
        added += other == null ? 1 : 0;
        unchanged += each.equals(other) ? 1 : 0;
      }
      return new Outcome(added, read.size() - added - unchanged, unchanged, before.size());
    }
  }

  /**
   * Brings in how near is the same spot, and takes out what the file marks so; those of other
   * categories stay.
   */
  public Outcome importRecurrences(Path file, CategoryTree tree, boolean dryRun) {
    Incoming<Recurrence, String> read = RuleFiles.recurrences(file, tree);
    Set<String> known =
        recurrences().stream()
            .map(Recurrence::category)
            .collect(Collectors.toCollection(HashSet::new));
    List<String> removed = read.removed().stream().filter(known::contains).toList();
    Outcome put = Outcome.replacing(read.rows(), recurrences(), Recurrence::category);
    if (!dryRun) {
      database.updateAlone(
          handle -> {
            RuleStore.putRecurrences(handle, read.rows());
            RuleStore.removeRecurrences(handle, removed);
            changed(handle);
          });
      reload();
    }
    int unchanged = put.unchanged() + read.removed().size() - removed.size();
    return new Outcome(put.added(), put.changed(), unchanged, removed.size());
  }

  /** Brings in when problems go up; these are all the rules from then on. */
  public Outcome importEscalations(Path file, boolean dryRun) {
    List<EscalationRule> read = RuleFiles.escalations(file);
    Outcome outcome =
        Outcome.replacing(read, escalations(), each -> each.trigger().code() + " " + each.step());
    if (!dryRun) {
      database.updateAlone(
          handle -> {
            RuleStore.replaceEscalations(handle, read);
            changed(handle);
          });
      reload();
    }
    return outcome;
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
