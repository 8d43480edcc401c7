package org.gridwarden.responsibility;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.Faults;
import org.gridwarden.table.Columns;
import org.gridwarden.table.Row;
import org.gridwarden.table.TableFile;
import org.gridwarden.time.Moments;
import org.locationtech.jts.geom.Geometry;

/** Reads who holds which role for which grid. Refuses the file whole, with every fault. */
final class AssignmentFile {
  private static final int LONGEST_TEXT = 200;
  private static final Columns COLUMNS =
      new Columns(Set.of("grid", "role", "party"))
          .add("grid", "网格", "网格编码", "网格代码")
          .add("role", "角色", "职责", "责任类型")
          .add("party", "责任人", "责任主体", "单位", "姓名", "名称", "单位名称")
          .add("kind", "类型", "主体类型")
          .add("phone", "电话", "联系电话", "手机")
          .add("public_phone", "公开电话", "公示电话")
          .add("party_id", "主体编号", "责任主体编号", "人员编号", "单位编号")
          .add("category", "类别", "问题类别", "类别编码")
          .add("valid_from", "生效日期", "开始日期", "起始日期")
          .add("valid_to", "失效日期", "结束日期", "截止日期")
          .add("wkt", "图形", "几何")
          .add("lon", "经度")
          .add("lat", "纬度")
          .add("width_metres", "宽度(米)", "宽度", "责任宽度");

  private final Predicate<String> knownGrid;
  private final CategoryTree categories;
  private final Moments moments;
  private final Faults faults = new Faults();
  private final List<AssignmentDraft> drafts = new ArrayList<>();

  private AssignmentFile(Predicate<String> knownGrid, CategoryTree categories, Moments moments) {
    this.knownGrid = knownGrid;
    this.categories = categories;
    this.moments = moments;
  }

  /** What was read, and what should be looked at though it was accepted. */
  record Read(List<AssignmentDraft> drafts, List<String> warnings) {}

  static Read read(
      Path file, Predicate<String> knownGrid, CategoryTree categories, Moments moments) {
    AssignmentFile reader = new AssignmentFile(knownGrid, categories, moments);
    TableFile.read(file, COLUMNS).forEach(reader::take);
    reader.faults.throwIfAny();
    return new Read(reader.drafts, reader.warnings());
  }

  private void take(Row row) {
    long before = faults.count();
    Role role = role(row);
    PartyKind kind = kind(row, role);
    String name = text(row, "party", true);
    String grid = grid(row, role);
    String category = category(row);
    Instant from = moment(row, "valid_from");
    Instant to = moment(row, "valid_to");
    if (from != null && to != null && !from.isBefore(to)) {
      faults.add(row.fault("valid_to", "it must come after valid_from"));
    }
    Geometry frontage = frontage(row, role);
    double width = role == Role.FRONTAGE ? FrontageShape.width(row, frontage, faults) : 0;
    String partyId = text(row, "party_id", false);
    String phone = phone(row, "phone");
    String publicPhone = phone(row, "public_phone");
    if (faults.count() == before) {
      drafts.add(
          new AssignmentDraft(
              grid,
              role,
              kind,
              partyId,
              name,
              phone,
              publicPhone,
              category,
              from,
              to,
              frontage,
              width));
    }
  }

  private Role role(Row row) {
    String text = row.find("role");
    Role role = text == null ? null : Role.find(text).orElse(null);
    if (role == null) {
      List<String> codes = new ArrayList<>();
      for (Role each : Role.values()) {
        codes.add(each.code() + " (" + each.chinese() + ")");
      }
      faults.add(row.fault("role", "one of " + String.join(", ", codes) + " is wanted"));
    }
    return role;
  }

  private PartyKind kind(Row row, Role role) {
    String text = row.find("kind");
    if (text == null) {
      return role == null ? PartyKind.UNIT : role.usualKind();
    }
    return PartyKind.find(text)
        .orElseGet(
            () -> {
              faults.add(row.fault("kind", "person (人员) or unit (单位) is wanted"));
              return PartyKind.UNIT;
            });
  }

  private String grid(Row row, Role role) {
    String grid = row.find("grid");
    if (grid == null) {
      boolean sector = role != null && role.canHaveSector() && row.find("category") != null;
      if (!sector && role != null) {
        faults.add(
            row.fault(
                "grid",
                "a grid is wanted; only a sector duty (lead_unit or responsible_unit with a category)"
                    + " has none"));
      }
    } else if (!knownGrid.test(grid)) {
      faults.add(row.fault("grid", "no such grid"));
    }
    return grid;
  }

  private String category(Row row) {
    String category = row.find("category");
    if (category != null && categories.find(category).isEmpty()) {
      faults.add(row.fault("category", "no such category; import categories first"));
    }
    return category;
  }

  private Instant moment(Row row, String column) {
    String text = row.find(column);
    if (text == null) {
      return null;
    }
    try {
      return moments.parse(column, text.replace('/', '-'));
    } catch (FaultException unreadable) {
      Fault fault = unreadable.first();
      faults.add(fault.file(row.file()).line(row.line()));
      return null;
    }
  }

  private Geometry frontage(Row row, Role role) {
    boolean given = row.find("wkt") != null || row.find("lon") != null || row.find("lat") != null;
    if (role != Role.FRONTAGE) {
      if (given && role != null) {
        faults.add(row.fault("wkt", "only a frontage (门前三包) has a place of its own"));
      }
      return null;
    }
    return FrontageShape.read(row, faults);
  }

  private String text(Row row, String column, boolean required) {
    String text = row.find(column);
    if (text == null && required) {
      faults.add(row.fault(column, "it is empty"));
    } else if (text != null && text.length() > LONGEST_TEXT) {
      faults.add(row.fault(column, "at most " + LONGEST_TEXT + " characters"));
    }
    return text;
  }

  private String phone(Row row, String column) {
    String phone = row.find(column);
    if (phone != null && !phone.matches("[+()0-9 \\-转#*]{3,32}")) {
      faults.add(row.fault(column, "a phone number has digits, blanks, +, - and brackets"));
    }
    return phone;
  }

  /** One name with two phones is two parties: right for namesakes, wrong for a slip of the pen. */
  private List<String> warnings() {
    Map<String, Set<String>> phones = new HashMap<>();
    for (AssignmentDraft draft : drafts) {
      if (draft.partyId() == null) {
        phones
            .computeIfAbsent(draft.kind().code() + " " + draft.name(), name -> new HashSet<>())
            .add(String.valueOf(draft.phone()));
      }
    }
    List<String> warnings = new ArrayList<>();
    phones.forEach(
        (name, several) -> {
          if (several.size() > 1) {
            warnings.add(
                name
                    + " has "
                    + several.size()
                    + " phones and is taken for as many parties: "
                    + String.join(", ", new TreeSet<>(several)));
          }
        });
    warnings.sort(null);
    return warnings;
  }
}
