package org.gridwarden.problem;

import java.util.List;
import org.gridwarden.time.LimitUnit;
import org.jdbi.v3.core.Handle;

/** The SQL of the rules that are data: recurrence and escalation. */
final class RuleStore {
  private RuleStore() {}

  static List<Recurrence> listRecurrences(Handle handle) {
    return handle
        .createQuery(
            """
            select category, similar_metres, return_metres, return_days from recurrence
            order by category
            """)
        .map(
            (row, context) ->
                new Recurrence(
                    row.getString("category"),
                    row.getDouble("similar_metres"),
                    row.getDouble("return_metres"),
                    row.getInt("return_days")))
        .list();
  }

  /** Replaces those of the same category. */
  static void putRecurrences(Handle handle, List<Recurrence> recurrences) {
    for (Recurrence each : recurrences) {
      handle
          .createUpdate(
              each.category() == null
                  ? "delete from recurrence where category is null"
                  : "delete from recurrence where category = :category")
          .bindMap(
              each.category() == null
                  ? java.util.Map.of()
                  : java.util.Map.of("category", each.category()))
          .execute();
      handle
          .createUpdate(
              """
              insert into recurrence (category, similar_metres, return_metres, return_days)
              values (:category, :similar, :metres, :days)
              """)
          .bind("category", each.category())
          .bind("similar", each.similarMetres())
          .bind("metres", each.returnMetres())
          .bind("days", each.returnDays())
          .execute();
    }
  }

  /** Takes out those of some categories; the one for every other category stays. */
  static void removeRecurrences(Handle handle, List<String> categories) {
    for (String each : categories) {
      handle
          .createUpdate("delete from recurrence where category = :category")
          .bind("category", each)
          .execute();
    }
  }

  static List<EscalationRule> listEscalations(Handle handle) {
    return handle
        .createQuery("select trigger, step, amount, unit from escalation order by trigger, step")
        .map(
            (row, context) ->
                new EscalationRule(
                    EscalationRule.Trigger.find(row.getString("trigger")).orElseThrow(),
                    row.getInt("step"),
                    row.getDouble("amount"),
                    LimitUnit.find(row.getString("unit")).orElseThrow()))
        .list();
  }

  /** All rules there are from now on. */
  static void replaceEscalations(Handle handle, List<EscalationRule> rules) {
    handle.execute("delete from escalation");
    for (EscalationRule each : rules) {
      handle
          .createUpdate(
              """
              insert into escalation (trigger, step, amount, unit)
              values (:trigger, :step, :amount, :unit)
              """)
          .bind("trigger", each.trigger().code())
          .bind("step", each.step())
          .bind("amount", each.amount())
          .bind("unit", each.unit().code())
          .execute();
    }
  }
}
