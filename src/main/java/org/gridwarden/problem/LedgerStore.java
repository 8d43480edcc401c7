package org.gridwarden.problem;

import java.time.Instant;
import java.util.List;
import org.gridwarden.store.RoundTrip;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.result.ResultIterable;

/** The SQL of the ledger. Entries are only ever added. */
final class LedgerStore {
  private static final String COLUMNS =
      "problem_id, version, at, step, from_status, to_status, actor, actor_name, actor_party, unit,"
          + " note, target, photos";
  private static final String INSERT =
      "insert into ledger (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String INSERT_PHOTO =
      "insert into problem_photo (hash, problem_id) values (?, ?) on conflict do nothing";

  private LedgerStore() {}

  static void insert(RoundTrip trip, LedgerEntry entry) {
    trip.add(INSERT)
        .text(entry.problemId())
        .integer(entry.version())
        .moment(entry.at())
        .text(entry.step().code())
        .text(entry.from() == null ? null : entry.from().code())
        .text(entry.to().code())
        .text(entry.actor())
        .text(entry.actorName())
        .text(entry.actorParty())
        .text(entry.unit())
        .text(entry.note())
        .text(entry.target())
        .text(entry.photos().isEmpty() ? null : String.join(",", entry.photos()));
    for (String hash : entry.photos()) {
      trip.add(INSERT_PHOTO).text(hash).text(entry.problemId());
    }
  }

  static List<LedgerEntry> list(Handle handle, String problemId) {
    return handle
        .createQuery("select " + COLUMNS + " from ledger where problem_id = :id order by version")
        .bind("id", problemId)
        .map(entries())
        .list();
  }

  /** The entries of some problems, by problem and version. */
  static ResultIterable<LedgerEntry> each(Handle handle, List<String> problemIds) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + " from ledger where problem_id in (<ids>) order by problem_id, version")
        .bindList("ids", problemIds)
        .map(entries());
  }

  /** The problems that have a photo in their ledger. */
  static List<String> listProblemsWithPhoto(Handle handle, String hash) {
    return handle
        .createQuery("select problem_id from problem_photo where hash = :hash")
        .bind("hash", hash)
        .mapTo(String.class)
        .list();
  }

  static RowMapper<LedgerEntry> entries() {
    return (row, context) -> {
      String photos = row.getString(13);
      return new LedgerEntry(
          row.getString(1),
          row.getInt(2),
          context.findColumnMapperFor(Instant.class).orElseThrow().map(row, 3, context),
          Step.find(row.getString(4)).orElseThrow(),
          ProblemStatus.find(row.getString(5)).orElse(null),
          ProblemStatus.find(row.getString(6)).orElseThrow(),
          row.getString(7),
          row.getString(8),
          row.getString(9),
          row.getString(10),
          row.getString(11),
          row.getString(12),
          photos == null ? List.of() : List.of(photos.split(",")));
    };
  }
}
