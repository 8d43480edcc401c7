package org.gridwarden.responsibility;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gridwarden.fault.Faults;
import org.gridwarden.table.Columns;
import org.gridwarden.table.Row;
import org.gridwarden.table.TableFile;

/** Reads the tree of categories: code, name, parent, name_en. */
final class CategoryFile {
  private static final int LONGEST_CODE = 32;
  private static final Columns COLUMNS =
      new Columns(Set.of("code", "name"))
          .add("code", "编码", "类别编码", "代码")
          .add("name", "名称", "类别", "类别名称")
          .add("parent", "上级", "上级编码", "父编码")
          .add("name_en", "英文名称");

  private CategoryFile() {}

  /**
   * @param known the categories that stand already; a row's parent may be one of them
   * @return parents before their children
   * @throws org.gridwarden.fault.FaultException with every fault of the file
   */
  static List<Category> read(Path file, CategoryTree known) {
    Faults faults = new Faults();
    Map<String, Row> rows = new LinkedHashMap<>();
    for (Row row : TableFile.read(file, COLUMNS)) {
      String code = row.find("code");
      if (code == null || code.length() > LONGEST_CODE) {
        faults.add(row.fault("code", "a code of 1 to " + LONGEST_CODE + " characters is wanted"));
      } else if (row.find("name") == null) {
        faults.add(row.fault("name", "a name is wanted"));
      } else if (rows.putIfAbsent(code, row) != null) {
        faults.add(row.fault("code", "duplicate code, line " + rows.get(code).line() + " has it"));
      }
    }
    for (Row row : rows.values()) {
      String parent = row.find("parent");
      if (parent != null && !rows.containsKey(parent) && known.find(parent).isEmpty()) {
        faults.add(row.fault("parent", "unknown parent: no category has this code"));
      }
    }
    faults.throwIfAny();
    for (Row row : rows.values()) {
      if (descendsFromItself(row, rows, known)) {
        faults.add(row.fault("parent", "a category descends from itself"));
      }
    }
    faults.throwIfAny();
    List<Category> ordered = new ArrayList<>();
    Set<String> done = new HashSet<>();
    rows.values().forEach(row -> append(row, rows, ordered, done));
    return ordered;
  }

  /** With the file's rows put over the categories that stand. */
  private static boolean descendsFromItself(Row row, Map<String, Row> rows, CategoryTree known) {
    Set<String> path = new HashSet<>();
    String at = row.find("code");
    while (at != null && path.add(at)) {
      at =
          rows.containsKey(at)
              ? rows.get(at).find("parent")
              : known.find(at).map(Category::parent).orElse(null);
    }
    return at != null;
  }

  private static void append(
      Row row, Map<String, Row> rows, List<Category> ordered, Set<String> done) {
    String code = row.find("code");
    if (done.add(code)) {
      String parent = row.find("parent");
      if (rows.containsKey(parent)) {
        append(rows.get(parent), rows, ordered, done);
      }
      ordered.add(new Category(code, row.find("name"), row.find("name_en"), parent));
    }
  }
}
