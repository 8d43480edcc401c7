package org.gridwarden.problem;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gridwarden.fault.Faults;
import org.gridwarden.responsibility.CategoryTree;
import org.gridwarden.table.Columns;
import org.gridwarden.table.Incoming;
import org.gridwarden.table.Row;
import org.gridwarden.table.TableFile;
import org.gridwarden.time.LimitUnit;

/** Reads the rules of recurrence and of escalation. A file is refused whole, with every fault. */
final class RuleFiles {
  private static final double MOST_METRES = 5_000;
  private static final double MOST_DAYS = 3_650;
  private static final Columns RECURRENCE =
      new Columns(Set.of("similar_metres", "return_metres", "return_days"))
          .add("category", "类别", "类别编码")
          .add("similar_metres", "重复距离", "重复距离(米)")
          .add("return_metres", "反弹距离", "反弹距离(米)")
          .add("return_days", "反弹天数", "反弹期限")
          .add(Incoming.REMOVE, "删除");
  private static final Columns ESCALATION =
      new Columns(Set.of("trigger", "step", "amount", "unit"))
          .add("trigger", "情形", "触发")
          .add("step", "次序", "级次")
          .add("amount", "时长", "数量")
          .add("unit", "单位", "时限单位");

  private RuleFiles() {}

  static Incoming<Recurrence, String> recurrences(Path file, CategoryTree tree) {
    Faults faults = new Faults();
    List<Recurrence> read = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Row row : TableFile.read(file, RECURRENCE)) {
      String category = row.find("category");
      if (category != null && tree.find(category).isEmpty()) {
        faults.add(row.fault("category", "no such category"));
      }
      if (!seen.add(category)) {
        faults.add(row.fault("category", "a category stands in one line only"));
      }
      if (row.isRemoved(faults)) {
        if (category == null) {
          faults.add(row.fault(Incoming.REMOVE, "the rule for every other category only changes"));
        }
        removed.add(category);
        continue;
      }
      double similar = number(row, "similar_metres", MOST_METRES, faults);
      double metres = number(row, "return_metres", MOST_METRES, faults);
      int days = (int) number(row, "return_days", MOST_DAYS, faults);
      read.add(new Recurrence(category, similar, metres, days));
    }
    faults.throwIfAny();
    return new Incoming<>(read, removed);
  }

  static List<EscalationRule> escalations(Path file) {
    Faults faults = new Faults();
    List<EscalationRule> read = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Row row : TableFile.read(file, ESCALATION)) {
      String name = row.find("trigger");
      Optional<EscalationRule.Trigger> trigger =
          switch (name == null ? "" : name) {
            case "unopened", "未查看" -> Optional.of(EscalationRule.Trigger.UNOPENED);
            case "overdue", "超期" -> Optional.of(EscalationRule.Trigger.OVERDUE);
            default -> Optional.empty();
          };
      if (trigger.isEmpty()) {
        faults.add(row.fault("trigger", "unopened (未查看) or overdue (超期)"));
      }
      Optional<LimitUnit> unit = LimitUnit.find(String.valueOf(row.find("unit")));
      if (unit.isEmpty()) {
        faults.add(row.fault("unit", "urgent_hour, work_hour, work_day or calendar_day"));
      }
      int step = (int) number(row, "step", 99, faults);
      double amount = number(row, "amount", MOST_DAYS, faults);
      if (step < 1) {
        faults.add(row.fault("step", "the first step is 1"));
      }
      if (trigger.isPresent() && unit.isPresent()) {
        if (!seen.add(trigger.get() + " " + step)) {
          faults.add(row.fault("step", "this step stands in another line already"));
        }
        read.add(new EscalationRule(trigger.get(), step, amount, unit.get()));
      }
    }
    faults.throwIfAny();
    return read;
  }

  private static double number(Row row, String column, double most, Faults faults) {
    try {
      double value = Double.parseDouble(String.valueOf(row.find(column)));
      if (value >= 0 && value <= most) {
        return value;
      }
    } catch (NumberFormatException notOne) {
      // Told below, with the numbers out of range.
    }
    faults.add(row.fault(column, "a number of 0 to " + (long) most + " is wanted"));
    return 0;
  }
}
