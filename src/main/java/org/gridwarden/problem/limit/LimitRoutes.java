package org.gridwarden.problem.limit;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gridwarden.fault.FaultException;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.Request;
import org.gridwarden.http.Schema;
import org.gridwarden.time.WorkCalendar;

/** The routes that tell how long problems may take and which days are worked; for everyone. */
public final class LimitRoutes {
  private static final int MOST_DAYS = 3660;
  private static final Schema LIMIT =
      Schema.object()
          .with("category", Schema.text().orNull())
          .with("severity", Schema.oneOf("normal", "serious", "urgent"))
          .with("amount", Schema.number())
          .with("unit", Schema.oneOf("urgent_hour", "work_hour", "work_day", "calendar_day"))
          .with("onRework", Schema.oneOf("keep", "restart"))
          .with("onTransfer", Schema.oneOf("keep", "restart"));
  private static final Schema DAY =
      Schema.object()
          .with("date", Schema.text())
          .with("weekday", Schema.oneOf("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
          .with("working", Schema.bool())
          .with(
              "hours",
              Schema.listOf(Schema.object().with("from", Schema.text()).with("to", Schema.text())))
          .with("exception", Schema.bool())
          .with("name", Schema.text().orNull());

  private final TimeLimits limits;
  private final Clock clock;

  public LimitRoutes(TimeLimits limits, Clock clock) {
    this.limits = limits;
    this.clock = clock;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/api/v1/limits", "limits", "How long each kind of problem may take")
            .answers("application/json", Schema.object().with("items", Schema.listOf(LIMIT)))
            .handle(this::answerLimits),
        Endpoint.get("/api/v1/calendar", "calendar", "Which days are worked, and when")
            .optional("from", Schema.text(), "the first day; default today")
            .optional("to", Schema.text(), "the day after the last; default a year after from")
            .answers(
                "application/json",
                Schema.object().with("zone", Schema.text()).with("days", Schema.listOf(DAY)))
            .handle(this::answerCalendar));
  }

  private void answerLimits(Request request) {
    request.json(Map.of("items", limits.list().stream().map(LimitRoutes::described).toList()));
  }

  private static Map<String, Object> described(TimeLimit limit) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("category", limit.category());
    json.put("severity", limit.severity());
    json.put("amount", limit.amount());
    json.put("unit", limit.unit().code());
    json.put("onRework", limit.onRework().code());
    json.put("onTransfer", limit.onTransfer().code());
    return json;
  }

  private void answerCalendar(Request request) {
    WorkCalendar calendar = limits.calendar();
    Map<String, CalendarDay> known = limits.days();
    LocalDate from = dayOf(calendar, request.findMoment("from").orElseGet(clock::instant));
    LocalDate to =
        request
            .findMoment("to")
            .map(moment -> dayOf(calendar, moment))
            .orElseGet(() -> from.plusYears(1));
    if (!from.isBefore(to) || ChronoUnit.DAYS.between(from, to) > MOST_DAYS) {
      throw FaultException.badInput(
          "to", to, "a day after from, by at most " + MOST_DAYS + " days, is wanted");
    }
    List<Map<String, Object>> days = new ArrayList<>();
    for (LocalDate day = from; day.isBefore(to); day = day.plusDays(1)) {
      days.add(described(day, calendar, known.get(day.toString())));
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("zone", calendar.zone().getId());
    answer.put("days", days);
    request.json(answer);
  }

  private static LocalDate dayOf(WorkCalendar calendar, Instant moment) {
    return moment.atZone(calendar.zone()).toLocalDate();
  }

  private static Map<String, Object> described(
      LocalDate day, WorkCalendar calendar, CalendarDay known) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("date", day.toString());
    json.put("weekday", CalendarDay.code(day.getDayOfWeek()));
    json.put("working", calendar.isWorking(day));
    json.put(
        "hours",
        calendar.hours(day).spans().stream()
            .map(
                span -> {
                  Map<String, Object> hours = new LinkedHashMap<>();
                  hours.put("from", span.from());
                  hours.put("to", span.to());
                  return hours;
                })
            .toList());
    json.put("exception", known != null);
    json.put("name", known == null ? null : known.name());
    return json;
  }
}
