package org.gridwarden.problem;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.gridwarden.geo.LonLat;
import org.gridwarden.problem.limit.ClockRule;
import org.gridwarden.problem.limit.TimeLimit;
import org.gridwarden.store.Bound;
import org.gridwarden.store.RoundTrip;
import org.gridwarden.time.LimitUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * How a problem stands in its row: the columns, and both ways between. Writing is on the way of
 * every report, so its statements are kept.
 */
final class ProblemRowStore {
  private static final List<String> FIXED =
      List.of(
          "id",
          "lon",
          "lat",
          "accuracy_metres",
          "taken_at",
          "reported_at",
          "reporter",
          "source",
          "category",
          "severity",
          "description",
          "address",
          "external_id",
          "sent_from_metres",
          "photo_metres",
          "layer",
          "grid1",
          "grid2",
          "grid3",
          "place",
          "primary_party",
          "rule",
          "primary_grid",
          "leader",
          "line",
          "return_of",
          "returns");
  private static final List<String> CHANGING =
      List.of(
          "version",
          "stepped_version",
          "limit_amount",
          "limit_unit",
          "on_rework",
          "on_transfer",
          "due_at",
          "due_soon_at",
          "remaining_ticks",
          "asked_until",
          "due_soon_told",
          "overdue_told",
          "next_at",
          "status",
          "suspended_from",
          "unit",
          "unit_before",
          "opened_at",
          "handled_by",
          "handled_unit",
          "dispatched_at",
          "handled_at",
          "verified_at",
          "closed_at",
          "updated_at",
          "supervisor",
          "published_at",
          "merged_into",
          "reworks",
          "extensions",
          "transfers",
          "reopens",
          "escalations",
          "escalated_to",
          "escalated_at");

  /** All columns, in the order in which a row is read. */
  static final String COLUMNS = String.join(", ", FIXED) + ", " + String.join(", ", CHANGING);

  private static final String INSERT =
      "insert into problem ("
          + COLUMNS
          + ") values ("
          + String.join(", ", Collections.nCopies(FIXED.size() + CHANGING.size(), "?"))
          + ")";
  private static final String UPDATE =
      "update problem set " + String.join(" = ?, ", CHANGING) + " = ? where id = ? and version = ?";

  private ProblemRowStore() {}

  static void insert(RoundTrip trip, Problem problem) {
    Report report = problem.report();
    Duty duty = problem.duty();
    Bound bound =
        trip.add(INSERT)
            .text(problem.id())
            .number(report.point().lon())
            .number(report.point().lat())
            .number(report.accuracyMetres())
            .moment(report.takenAt())
            .moment(report.reportedAt())
            .text(report.reporter())
            .text(report.source())
            .text(report.category())
            .text(report.severity().code())
            .text(report.description())
            .text(report.address())
            .text(report.externalId())
            .number(report.sentFromMetres())
            .number(report.photoMetres())
            .text(duty.layer())
            .text(duty.grids().get(0))
            .text(duty.grids().get(1))
            .text(duty.grids().get(2))
            .text(duty.place())
            .text(duty.primary())
            .text(duty.rule())
            .text(duty.primaryGrid())
            .text(duty.leader())
            .text(String.join(",", duty.line()))
            .text(problem.marks().returnOf())
            .integer(problem.marks().returns());
    bindChanging(bound, problem);
  }

  /** Whether the problem still stood at the version before, and was changed. */
  static boolean update(Handle handle, Problem problem) {
    return bindChanging(Bound.of(handle, UPDATE), problem)
            .text(problem.id())
            .integer(problem.version() - 1)
            .run()
        == 1;
  }

  /** Writes when it must be looked at next, where it still stands at this version. */
  static void plan(Handle handle, Problem problem) {
    Bound.of(handle, "update problem set next_at = ? where id = ? and version = ?")
        .moment(problem.deadline().nextAt())
        .text(problem.id())
        .integer(problem.version())
        .run();
  }

  private static Bound bindChanging(Bound bound, Problem problem) {
    Deadline deadline = problem.deadline();
    Standing standing = problem.standing();
    Marks marks = problem.marks();
    return bound
        .integer(problem.version())
        .integer(problem.steppedVersion())
        .number(deadline.limit().amount())
        .text(deadline.limit().unit().code())
        .text(deadline.limit().onRework().code())
        .text(deadline.limit().onTransfer().code())
        .moment(deadline.dueAt())
        .moment(deadline.dueSoonAt())
        .integer(deadline.remainingTicks())
        .moment(deadline.askedUntil())
        .integer(deadline.dueSoonTold() ? 1 : 0)
        .integer(deadline.overdueTold() ? 1 : 0)
        .moment(deadline.nextAt())
        .text(standing.status().code())
        .text(standing.suspendedFrom() == null ? null : standing.suspendedFrom().code())
        .text(standing.unit())
        .text(standing.unitBefore())
        .moment(standing.openedAt())
        .text(standing.handledBy())
        .text(standing.handledUnit())
        .moment(standing.dispatchedAt())
        .moment(standing.handledAt())
        .moment(standing.verifiedAt())
        .moment(standing.closedAt())
        .moment(standing.updatedAt())
        .text(marks.supervisor())
        .moment(marks.publishedAt())
        .text(marks.mergedInto())
        .integer(marks.reworks())
        .integer(marks.extensions())
        .integer(marks.transfers())
        .integer(marks.reopens())
        .integer(marks.escalations())
        .text(marks.escalatedTo())
        .moment(marks.escalatedAt());
  }

  static RowMapper<Problem> problems() {
    return (row, context) -> new Reading(row, context).problem();
  }

  /** Reads one row, column after column in the order of {@link #COLUMNS}. */
  private static final class Reading {
    private final ResultSet row;
    private final StatementContext context;
    private final ColumnMapper<Instant> moments;
    private int at;

    Reading(ResultSet row, StatementContext context) {
      this.row = row;
      this.context = context;
      this.moments = context.findColumnMapperFor(Instant.class).orElseThrow();
    }

    Problem problem() throws SQLException {
      String id = text();
      Report report =
          new Report(
              new LonLat(row.getDouble(++at), row.getDouble(++at)),
              number(),
              moment(),
              moment(),
              text(),
              text(),
              text(),
              Severity.find(text()).orElseThrow(),
              text(),
              text(),
              text(),
              number(),
              number());
      Duty duty =
          new Duty(
              text(),
              Arrays.asList(text(), text(), text()),
              text(),
              text(),
              text(),
              text(),
              text(),
              line(text()));
      String returnOf = text();
      int returns = integer();
      int version = integer();
      int steppedVersion = integer();
      Deadline deadline = deadline(report);
      Standing standing =
          new Standing(
              ProblemStatus.find(text()).orElseThrow(),
              ProblemStatus.find(text()).orElse(null),
              text(),
              text(),
              moment(),
              text(),
              text(),
              moment(),
              moment(),
              moment(),
              moment(),
              moment());
      Marks marks =
          new Marks(
              text(), moment(), text(), returnOf, returns, integer(), integer(), integer(),
              integer(), integer(), text(), moment());
      return new Problem(id, version, steppedVersion, report, duty, deadline, standing, marks);
    }

    private Deadline deadline(Report report) throws SQLException {
      TimeLimit limit =
          new TimeLimit(
              report.category(),
              report.severity().code(),
              row.getDouble(++at),
              LimitUnit.find(text()).orElseThrow(),
              ClockRule.find(text()).orElseThrow(),
              ClockRule.find(text()).orElseThrow());
      return new Deadline(
          limit, moment(), moment(), wide(), moment(), integer() == 1, integer() == 1, moment());
    }

    private static List<String> line(String text) {
      return text.isEmpty() ? List.of() : List.of(text.split(","));
    }

    private String text() throws SQLException {
      return row.getString(++at);
    }

    private int integer() throws SQLException {
      return row.getInt(++at);
    }

    private Long wide() throws SQLException {
      long value = row.getLong(++at);
      return row.wasNull() ? null : value;
    }

    private Double number() throws SQLException {
      double value = row.getDouble(++at);
      return row.wasNull() ? null : value;
    }

    private Instant moment() throws SQLException {
      return moments.map(row, ++at, context);
    }
  }
}
