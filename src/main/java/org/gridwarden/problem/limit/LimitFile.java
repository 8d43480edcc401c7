package org.gridwarden.problem.limit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gridwarden.fault.Faults;
import org.gridwarden.problem.Severity;
import org.gridwarden.responsibility.CategoryTree;
import org.gridwarden.table.Columns;
import org.gridwarden.table.Incoming;
import org.gridwarden.table.Row;
import org.gridwarden.table.TableFile;
import org.gridwarden.time.LimitUnit;

/** Reads how long a kind of problem may take. Refuses the file whole, with every fault. */
final class LimitFile {
  private static final Columns COLUMNS =
      new Columns(Set.of("category", "amount", "unit"))
          .add("category", "类别", "问题类别", "类别编码")
          .add("severity", "严重程度", "等级", "问题等级")
          .add("amount", "时限", "处置时限", "数量")
          .add("unit", "单位", "时限单位", "计时单位")
          .add("on_rework", "返工", "返工计时")
          .add("on_transfer", "转派", "转派计时")
          .add(Incoming.REMOVE, "删除");

  /** To a millionth of a unit, so that no limit is shorter than a millisecond. */
  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,4}(\\.[0-9]{1,6})?");

  private final CategoryTree categories;
  private final Faults faults = new Faults();
  private final Map<TimeLimit.Key, Long> lines = new HashMap<>();
  private final List<TimeLimit> limits = new ArrayList<>();
  private final List<TimeLimit.Key> removed = new ArrayList<>();

  private LimitFile(CategoryTree categories) {
    this.categories = categories;
  }

  /**
   * @throws org.gridwarden.fault.FaultException with every fault of the file
   */
  static Incoming<TimeLimit, TimeLimit.Key> read(Path file, CategoryTree categories) {
    LimitFile reader = new LimitFile(categories);
    TableFile.read(file, COLUMNS).forEach(reader::take);
    reader.faults.throwIfAny();
    return new Incoming<>(reader.limits, reader.removed);
  }

  private void take(Row row) {
    long before = faults.count();
    String category = row.find("category");
    if (category != null && categories.find(category).isEmpty()) {
      faults.add(row.fault("category", "no such category; import categories first"));
    }
    Severity severity =
        word(
            row,
            "severity",
            Severity.NORMAL,
            Severity::find,
            words(Severity.values(), Severity::code, Severity::chinese));
    TimeLimit.Key key = key(row, category, severity);
    if (row.isRemoved(faults)) {
      if (TimeLimit.Key.DEFAULT.equals(key)) {
        faults.add(row.fault(Incoming.REMOVE, "the limit for everything else can only be changed"));
      }
      removed.add(key);
      return;
    }
    double amount = amount(row);
    LimitUnit unit =
        word(
            row,
            "unit",
            null,
            LimitUnit::find,
            words(LimitUnit.values(), LimitUnit::code, LimitUnit::chinese));
    ClockRule onRework = clockRule(row, "on_rework");
    ClockRule onTransfer = clockRule(row, "on_transfer");
    if (faults.count() == before) {
      limits.add(new TimeLimit(category, severity.code(), amount, unit, onRework, onTransfer));
    }
  }

  /**
   * Which limit a row is about, or null where its severity is none; a fault where another is too.
   */
  private TimeLimit.Key key(Row row, String category, Severity severity) {
    if (severity == null) {
      return null;
    }
    TimeLimit.Key key = new TimeLimit.Key(category, severity.code());
    Long line = lines.putIfAbsent(key, row.line());
    if (line != null) {
      faults.add(
          row.fault(
              "category", "line " + line + " has a limit for this category and severity already"));
    }
    return key;
  }

  private double amount(Row row) {
    String text = row.find("amount");
    double amount = text != null && AMOUNT.matcher(text).matches() ? Double.parseDouble(text) : 0;
    if (!(amount > 0 && amount <= TimeLimit.MOST_AMOUNT)) {
      faults.add(
          row.fault(
              "amount",
              "a number above 0, at most "
                  + TimeLimit.MOST_AMOUNT
                  + ", with at most 6 decimals is wanted"));
    }
    return amount;
  }

  private ClockRule clockRule(Row row, String column) {
    return word(
        row,
        column,
        ClockRule.KEEP,
        ClockRule::find,
        words(ClockRule.values(), ClockRule::code, ClockRule::chinese));
  }

  /** The constant that a cell names, another where it is empty, null where that is a fault. */
  private <T> T word(
      Row row, String column, T whereEmpty, Function<String, Optional<T>> find, String words) {
    String text = row.find(column);
    if (text == null && whereEmpty != null) {
      return whereEmpty;
    }
    T found = text == null ? null : find.apply(text).orElse(null);
    if (found == null) {
      faults.add(row.fault(column, "one of " + words + " is wanted"));
    }
    return found;
  }

  private static <T> String words(T[] all, Function<T, String> code, Function<T, String> chinese) {
    return Arrays.stream(all)
        .map(each -> code.apply(each) + " (" + chinese.apply(each) + ")")
        .collect(Collectors.joining(", "));
  }

  /** What was accepted but looks like a slip: a worse problem that may take longer. */
  static List<String> warnings(List<TimeLimit> limits) {
    Map<TimeLimit.Key, TimeLimit> byKey = new LinkedHashMap<>();
    limits.forEach(limit -> byKey.put(limit.key(), limit));
    List<String> warnings = new ArrayList<>();
    for (TimeLimit limit : limits) {
      TimeLimit normal = byKey.get(new TimeLimit.Key(limit.category(), Severity.NORMAL.code()));
      if (normal != null && normal.unit() == limit.unit() && limit.amount() > normal.amount()) {
        warnings.add(
            "category "
                + (limit.category() == null ? "(all)" : limit.category())
                + ": a "
                + limit.severity()
                + " problem may take longer than a normal one");
      }
    }
    return warnings;
  }
}
