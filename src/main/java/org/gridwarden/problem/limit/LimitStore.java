package org.gridwarden.problem.limit;

import java.util.List;
import org.gridwarden.time.DayHours;
import org.gridwarden.time.LimitUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The SQL of time limits and of the calendar. Transactions are the caller's. */
final class LimitStore {
  private LimitStore() {}

  static List<TimeLimit> listLimits(Handle handle) {
    return handle
        .createQuery(
            "select category, severity, amount, unit, on_rework, on_transfer from time_limit")
        .map(
            (row, context) ->
                new TimeLimit(
                    row.getString("category"),
                    row.getString("severity"),
                    row.getDouble("amount"),
                    LimitUnit.find(row.getString("unit")).orElseThrow(),
                    ClockRule.find(row.getString("on_rework")).orElseThrow(),
                    ClockRule.find(row.getString("on_transfer")).orElseThrow()))
        .list();
  }

  static void putLimits(Handle handle, List<TimeLimit> limits) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into time_limit (category, severity, amount, unit, on_rework, on_transfer)
            values (:category, :severity, :amount, :unit, :onRework, :onTransfer)
            on conflict (coalesce(category, ''), severity) do update
              set amount = excluded.amount, unit = excluded.unit,
                  on_rework = excluded.on_rework, on_transfer = excluded.on_transfer
            """);
    for (TimeLimit limit : limits) {
      batch
          .bind("category", limit.category())
          .bind("severity", limit.severity())
          .bind("amount", limit.amount())
          .bind("unit", limit.unit().code())
          .bind("onRework", limit.onRework().code())
          .bind("onTransfer", limit.onTransfer().code())
          .add();
    }
    batch.execute();
  }

  static void removeLimits(Handle handle, List<TimeLimit.Key> keys) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            delete from time_limit where coalesce(category, '') = :category and severity = :severity
            """);
    for (TimeLimit.Key key : keys) {
      String category = key.category() == null ? "" : key.category();
      batch.bind("category", category).bind("severity", key.severity()).add();
    }
    batch.execute();
  }

  static List<CalendarDay> listDays(Handle handle) {
    return handle
        .createQuery("select day, working, hours, name from calendar_day")
        .map(
            (row, context) -> {
              String hours = row.getString("hours");
              return new CalendarDay(
                  row.getString("day"),
                  row.getInt("working") == 1,
                  hours == null ? null : DayHours.parse("hours", hours),
                  row.getString("name"));
            })
        .list();
  }

  static void putDays(Handle handle, List<CalendarDay> days) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into calendar_day (day, working, hours, name)
            values (:day, :working, :hours, :name)
            on conflict (day) do update
              set working = excluded.working, hours = excluded.hours, name = excluded.name
            """);
    for (CalendarDay day : days) {
      batch
          .bind("day", day.day())
          .bind("working", day.working() ? 1 : 0)
          .bind("hours", day.hours() == null ? null : day.hours().toString())
          .bind("name", day.name())
          .add();
    }
    batch.execute();
  }

  static void removeDays(Handle handle, List<String> days) {
    PreparedBatch batch = handle.prepareBatch("delete from calendar_day where day = :day");
    days.forEach(day -> batch.bind("day", day).add());
    batch.execute();
  }
}
