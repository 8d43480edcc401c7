package org.gridwarden;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gridwarden.grid.GridSnapshot;
import org.gridwarden.grid.GridVersion;
import org.gridwarden.grid.Residents;
import org.gridwarden.problem.ProblemRules;
import org.gridwarden.problem.limit.TimeLimits;
import org.gridwarden.responsibility.AssignmentExport;
import org.gridwarden.responsibility.Duties;

/**
 * The tables that an administrator keeps: what each has now, and what a file makes of it. What is
 * taken out can be brought in again and changes nothing.
 */
enum DeskTable {
  ASSIGNMENTS(AssignmentExport.COLUMNS) {
    @Override
    List<List<Object>> rows(App app) {
      return AssignmentExport.rows(app.duties().of(GridVersion.DEFAULT_LAYER), app.moments());
    }

    @Override
    Changes bringIn(App app, Path file, boolean dryRun) {
      return Changes.of(app.importAssignments(file, dryRun));
    }
  },
  CATEGORIES(List.of("code", "name", "parent", "name_en")) {
    @Override
    List<List<Object>> rows(App app) {
      return app.duties().categories().list().stream()
          .map(each -> row(each.code(), each.name(), each.parent(), each.nameEn()))
          .toList();
    }

    @Override
    Changes bringIn(App app, Path file, boolean dryRun) {
      return Changes.of(app.importCategories(file, dryRun));
    }
  },
  LIMITS(List.of("category", "severity", "amount", "unit", "on_rework", "on_transfer")) {
    @Override
    List<List<Object>> rows(App app) {
      return app.timeLimits().list().stream()
          .map(
              each ->
                  row(
                      each.category(),
                      each.severity(),
                      each.amount(),
                      each.unit().code(),
                      each.onRework().code(),
                      each.onTransfer().code()))
          .toList();
    }

    @Override
    Changes bringIn(App app, Path file, boolean dryRun) {
      return Changes.of(app.importLimits(file, dryRun));
    }
  },
  CALENDAR(List.of("day", "working", "hours", "name")) {
    @Override
    List<List<Object>> rows(App app) {
      return app.timeLimits().listDays();
    }

    @Override
    Changes bringIn(App app, Path file, boolean dryRun) {
      return Changes.of(app.timeLimits().importCalendar(file, dryRun));
    }
  },
  RECURRENCE(List.of("category", "similar_metres", "return_metres", "return_days")) {
    @Override
    List<List<Object>> rows(App app) {
      return app.problemRules().recurrences().stream()
          .map(
              each ->
                  row(
                      each.category(),
                      each.similarMetres(),
                      each.returnMetres(),
                      each.returnDays()))
          .toList();
    }

    @Override
    Changes bringIn(App app, Path file, boolean dryRun) {
      return Changes.of(
          app.problemRules().importRecurrences(file, app.duties().categories(), dryRun));
    }
  },
  ESCALATION(List.of("trigger", "step", "amount", "unit")) {
    @Override
    List<List<Object>> rows(App app) {
      return app.problemRules().escalations().stream()
          .map(each -> row(each.trigger().code(), each.step(), each.amount(), each.unit().code()))
          .toList();
    }

    @Override
    Changes bringIn(App app, Path file, boolean dryRun) {
      return Changes.of(app.problemRules().importEscalations(file, dryRun));
    }
  },
  RESIDENTS(List.of("grid", "residents")) {
    @Override
    List<List<Object>> rows(App app) {
      List<List<Object>> rows = new ArrayList<>();
      app.residents().list().forEach((grid, count) -> rows.add(row(grid, count)));
      return rows;
    }

    @Override
    Changes bringIn(App app, Path file, boolean dryRun) {
      Residents.Outcome outcome =
          app.residents()
              .importFile(
                  file, app.gridEditor().codes(GridVersion.DEFAULT_LAYER)::contains, dryRun);
      return new Changes(0, outcome.changed(), outcome.unchanged(), 0, 0, List.of());
    }
  };

  private final List<String> columns;
  private final String code = name().toLowerCase(java.util.Locale.ROOT);

  DeskTable(List<String> columns) {
    this.columns = List.copyOf(columns);
  }

  /** What a file makes of a table, or would make. */
  record Changes(
      int added, int changed, int unchanged, int removed, int parties, List<String> warnings) {
    static Changes of(Duties.Outcome outcome) {
      return new Changes(
          outcome.added(),
          outcome.updated(),
          outcome.unchanged(),
          0,
          outcome.parties(),
          outcome.warnings());
    }

    static Changes of(TimeLimits.Outcome outcome) {
      return new Changes(
          outcome.added(),
          outcome.updated(),
          outcome.unchanged(),
          outcome.removed(),
          0,
          outcome.warnings());
    }

    static Changes of(ProblemRules.Outcome outcome) {
      return new Changes(
          outcome.added(), outcome.changed(), outcome.unchanged(), outcome.removed(), 0, List.of());
    }

    Map<String, Object> json(boolean dryRun) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("dryRun", dryRun);
      json.put("added", added);
      json.put("changed", changed);
      json.put("unchanged", unchanged);
      json.put("removed", removed);
      json.put("parties", parties);
      json.put("warnings", warnings);
      return json;
    }

    @Override
    public String toString() {
      return added + " added, " + changed + " changed, " + removed + " removed";
    }
  }

  static Optional<DeskTable> find(String code) {
    return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
  }

  static String codes() {
    return Stream.of(values()).map(DeskTable::code).collect(Collectors.joining(", "));
  }

  private static List<Object> row(Object... cells) {
    return Arrays.asList(cells);
  }

  String code() {
    return code;
  }

  List<String> columns() {
    return columns;
  }

  /** What the grids of some rows are called now, by code; one that is no more isn't in it. */
  Map<String, String> gridNames(App app, List<List<Object>> rows) {
    int column = columns.indexOf("grid");
    Map<String, String> names = new LinkedHashMap<>();
    if (column >= 0) {
      GridSnapshot grids = app.grids().now(GridVersion.DEFAULT_LAYER);
      for (List<Object> row : rows) {
        String grid = (String) row.get(column);
        grids.find(grid).ifPresent(found -> names.put(grid, found.name()));
      }
    }
    return names;
  }

  /** Every row that stands, in the order of its columns; null for an empty cell. */
  abstract List<List<Object>> rows(App app);

  /**
   * @param file .csv or .xlsx
   * @throws org.gridwarden.fault.FaultException with every fault of the file
   */
  abstract Changes bringIn(App app, Path file, boolean dryRun);
}
