package org.gridwarden.problem;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.gridwarden.geo.LonLat;
import org.gridwarden.people.AccountRole;
import org.gridwarden.problem.limit.ClockRule;
import org.gridwarden.problem.limit.TimeLimit;
import org.gridwarden.time.LimitUnit;

/** Problems and people made by hand, for tests. Local times are those of Shanghai. */
final class ProblemFixture {
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  static final Actor ADMIN = actor("admin", AccountRole.ADMIN, null);
  static final Actor LEADER = actor("leader", AccountRole.LEADER, null);
  static final Actor CHIEF =
      new Actor("chief", "chief", AccountRole.CHIEF, null, Set.of("g2"), null);
  static final Actor UNIT_A = actor("unit-a", AccountRole.UNIT, "a");
  static final Actor UNIT_B = actor("unit-b", AccountRole.UNIT, "b");
  static final Actor INSPECTOR = actor("inspector", AccountRole.INSPECTOR, null);
  static final Actor REPORTER = actor("reporter", AccountRole.REPORTER, null);

  /**
   * Over the National Day holiday of 2025: eight days off, and two days at weekends that are worked
   * for it; over the New Year after it: three off, a Sunday worked.
   */
  static final List<String> HOLIDAYS =
      List.of(
          "day,working,name",
          "2025-09-28,yes,国庆调休",
          "2025-10-01,no,国庆节",
          "2025-10-02,no,国庆节",
          "2025-10-03,no,国庆节",
          "2025-10-04,no,国庆节",
          "2025-10-05,no,国庆节",
          "2025-10-06,no,中秋节",
          "2025-10-07,no,国庆节",
          "2025-10-08,no,国庆节",
          "2025-10-11,yes,国庆调休",
          "2026-01-01,no,元旦",
          "2026-01-02,no,元旦",
          "2026-01-03,no,元旦",
          "2026-01-04,yes,元旦调休");

  private ProblemFixture() {}

  static Actor actor(String id, AccountRole role, String party) {
    return new Actor(id, id, role, party, Set.of(), null);
  }

  static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(ZONE).toInstant();
  }

  static TimeLimit limit(double amount, LimitUnit unit) {
    return limit(amount, unit, ClockRule.KEEP, ClockRule.KEEP);
  }

  static TimeLimit limit(double amount, LimitUnit unit, ClockRule rework, ClockRule transfer) {
    return new TimeLimit("1.1", "normal", amount, unit, rework, transfer);
  }

  /** As it was just reported, with the time it has. */
  static Problem reported(String id, Deadline deadline, Instant at) {
    Duty duty =
        new Duty(
            "default",
            Arrays.asList("g1", "g2", "g3"),
            "inside",
            "a",
            "contract",
            "g3",
            "l",
            List.of("a", "b"));
    return reported(id, "1.1", duty, Marks.none(), deadline, at);
  }

  static Problem reported(
      String id, String category, Duty duty, Marks marks, Deadline deadline, Instant at) {
    Report report =
        new Report(
            new LonLat(113.6, 33.4),
            null,
            at,
            at,
            "reporter",
            null,
            category,
            Severity.NORMAL,
            "",
            null,
            null,
            null,
            null);
    return new Problem(id, 1, 1, report, duty, deadline, Standing.reported(at), marks);
  }
}
