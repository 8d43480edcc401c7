package org.gridwarden.grid;

import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.Faults;
import org.gridwarden.store.Change;
import org.gridwarden.store.Database;
import org.gridwarden.table.Columns;
import org.gridwarden.table.Row;
import org.gridwarden.table.TableFile;

/** How many people live in each grid, where that is known. Safe for many threads. */
public final class Residents {
  public static final String CHANGE_KIND = "residents";

  private static final int MOST = 100_000_000;
  private static final Columns COLUMNS =
      new Columns(Set.of("grid", "residents"))
          .add("grid", "网格", "网格编码", "编码")
          .add("residents", "人口", "常住人口", "居民数");

  private final Database database;
  private final Clock clock;
  private volatile Map<String, Integer> known;

  public Residents(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    reload();
  }

  public void reload() {
    known = database.read(ResidentsStore::list);
  }

  /** Takes up what the change feed brings. */
  public void onChanges(List<Change> changes) {
    if (changes.stream().anyMatch(change -> change.kind().equals(CHANGE_KIND))) {
      reload();
    }
  }

  /** How many people live in the grid of a code. */
  public Optional<Integer> find(String code) {
    return Optional.ofNullable(known.get(code));
  }

  /** By the code of the grid. */
  public Map<String, Integer> list() {
    return new TreeMap<>(known);
  }

  /** What an import did. */
  public record Outcome(int changed, int unchanged) {}

  /**
   * Brings in a table of grid and residents; grids that aren't in it stay as they are.
   *
   * @param isGrid whether there is a grid of a code
   * @throws FaultException with every fault of the file
   */
  public Outcome importFile(Path file, Predicate<String> isGrid, boolean dryRun) {
    Map<String, Integer> read = read(file, isGrid);
    Map<String, Integer> changed = new HashMap<>(read);
    changed.entrySet().removeIf(each -> each.getValue().equals(known.get(each.getKey())));
    if (!dryRun && !changed.isEmpty()) {
      database.update(
          handle ->
              ResidentsStore.put(handle, changed, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
      reload();
    }
    return new Outcome(changed.size(), read.size() - changed.size());
  }

  private static Map<String, Integer> read(Path file, Predicate<String> isGrid) {
    Faults faults = new Faults();
    Map<String, Integer> read = new LinkedHashMap<>();
    for (Row row : TableFile.read(file, COLUMNS)) {
      String code = row.find("grid");
      Integer residents = number(row.find("residents"));
      if (code == null || !isGrid.test(code)) {
        faults.add(row.fault("grid", "no grid has this code"));
      } else if (residents == null) {
        faults.add(row.fault("residents", "a whole number of 0 to " + MOST + " is wanted"));
      } else if (read.putIfAbsent(code, residents) != null) {
        faults.add(row.fault("grid", "the grid stands in the file twice"));
      }
    }
    faults.throwIfAny();
    return read;
  }

  private static Integer number(String text) {
    try {
      int number = text == null ? -1 : Integer.parseInt(text);
      return number < 0 || number > MOST ? null : number;
    } catch (NumberFormatException notOne) {
      return null;
    }
  }
}
