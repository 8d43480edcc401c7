package org.gridwarden.problem;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.Faults;
import org.gridwarden.geo.Crs;
import org.gridwarden.geo.LonLat;
import org.gridwarden.table.Columns;
import org.gridwarden.table.Row;
import org.gridwarden.table.TableFile;
import org.gridwarden.time.Moments;

/**
 * Reads problems of former times. Which column is which can be said; where it isn't, usual headings
 * are known. Other columns are left alone. A file is refused whole, with every fault.
 */
final class PastProblemFile {
  private static final int LONGEST_ID = 64;
  private static final int LONGEST_TEXT = 2_000;
  private static final Set<String> NEEDED = Set.of("id", "lon", "lat", "category", "opened");

  /** What a column is for, and the headings that it has where nobody says. */
  private static final Map<String, List<String>> USUAL =
      Map.ofEntries(
          Map.entry("id", List.of("id", "编号", "案件编号", "问题编号")),
          Map.entry("lon", List.of("lon", "lng", "long", "longitude", "经度")),
          Map.entry("lat", List.of("lat", "latitude", "纬度")),
          Map.entry("category", List.of("category", "类别", "问题类别", "类别编码")),
          Map.entry("severity", List.of("severity", "严重程度")),
          Map.entry("opened", List.of("opened", "reported_at", "上报时间", "立案时间")),
          Map.entry("closed", List.of("closed", "closed_at", "结案时间")),
          Map.entry("status", List.of("status", "状态")),
          Map.entry("unit", List.of("unit", "责任单位", "处置单位", "处置部门")),
          Map.entry("description", List.of("description", "描述", "问题描述")),
          Map.entry("address", List.of("address", "地址", "位置描述")),
          Map.entry("source", List.of("source", "来源", "问题来源")));

  private final Crs crs;
  private final Moments moments;
  private final Faults faults = new Faults();
  private final Map<String, Long> lines = new HashMap<>();

  PastProblemFile(Crs crs, Moments moments) {
    this.crs = crs;
    this.moments = moments;
  }

  /**
   * @param said headings by what they are for ("id", "lon" …), as far as they were said; these must
   *     be there
   */
  List<PastProblem> read(Path file, Map<String, String> said) {
    Set<String> needed = new HashSet<>(NEEDED);
    needed.addAll(said.keySet());
    Columns columns = new Columns(needed).takingOthers();
    USUAL.forEach(
        (purpose, usual) -> {
          if (!said.containsKey(purpose)) {
            columns.addUnder(purpose, usual.toArray(String[]::new));
          }
        });
    // Last, so that a heading that is said for one purpose isn't taken for another's usual one.
    said.forEach(columns::addUnder);
    List<PastProblem> read = new ArrayList<>();
    for (Row row : TableFile.read(file, columns)) {
      PastProblem problem = read(row);
      if (problem != null) {
        read.add(problem);
      }
    }
    faults.throwIfAny();
    return read;
  }

  private PastProblem read(Row row) {
    long before = faults.count();
    String id = id(row);
    LonLat point = point(row);
    String category = row.find("category");
    if (category == null) {
      faults.add(row.fault("category", "a category is wanted"));
    }
    Instant opened = moment(row, "opened");
    if (row.find("opened") == null) {
      faults.add(row.fault("opened", "when was it reported?"));
    }
    Instant closed = moment(row, "closed");
    Severity severity = severity(row);
    ProblemStatus status = status(row);
    String description = text(row, "description");
    String address = text(row, "address");
    if (faults.count() > before) {
      return null;
    }
    return new PastProblem(
        row.line(),
        id,
        point,
        category,
        severity,
        opened,
        closed,
        status,
        row.find("unit"),
        description == null ? "" : description,
        address,
        row.find("source"));
  }

  private String id(Row row) {
    String id = row.find("id");
    if (id == null || id.length() > LONGEST_ID) {
      faults.add(row.fault("id", "a number of 1 to " + LONGEST_ID + " characters is wanted"));
      return null;
    }
    Long other = lines.putIfAbsent(id, row.line());
    if (other != null) {
      faults.add(row.fault("id", "line " + other + " has the same number"));
    }
    return id;
  }

  private LonLat point(Row row) {
    Double x = number(row, "lon");
    Double y = number(row, "lat");
    if (x == null || y == null) {
      return null;
    }
    try {
      return crs.toWgs84(x, y);
    } catch (FaultException impossible) {
      faults.add(row.fault("lon", impossible.first().detail()));
      return null;
    }
  }

  private Double number(Row row, String column) {
    try {
      double value = Double.parseDouble(String.valueOf(row.find(column)));
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException notOne) {
      // Told below, with those that aren't finite.
    }
    faults.add(row.fault(column, "a finite number is wanted"));
    return null;
  }

  /** A missing value is written in many ways. */
  private Instant moment(Row row, String column) {
    String text = row.find(column);
    if (text == null || Set.of("NA", "NULL", "NAN", "-").contains(text.toUpperCase(Locale.ROOT))) {
      return null;
    }
    try {
      return moments.parse(column, text.replace('/', '-'));
    } catch (FaultException unreadable) {
      faults.add(row.fault(column, unreadable.first().detail()));
      return null;
    }
  }

  private Severity severity(Row row) {
    String text = row.find("severity");
    Optional<Severity> severity = text == null ? Optional.of(Severity.NORMAL) : Severity.find(text);
    if (severity.isEmpty()) {
      faults.add(row.fault("severity", "normal, serious or urgent"));
    }
    return severity.orElse(null);
  }

  /** Words of other systems that aren't known say nothing: then the times decide. */
  private ProblemStatus status(Row row) {
    String text = row.find("status");
    ProblemStatus status =
        text == null ? null : ProblemStatus.find(text.toLowerCase(Locale.ROOT)).orElse(null);
    if (status == ProblemStatus.SUSPENDED || status == ProblemStatus.MERGED) {
      faults.add(row.fault("status", "suspended and merged problems can't be brought in"));
    }
    return status;
  }

  private String text(Row row, String column) {
    String text = row.find(column);
    if (text != null && text.length() > LONGEST_TEXT) {
      faults.add(row.fault(column, "at most " + LONGEST_TEXT + " characters"));
    }
    return text;
  }
}
