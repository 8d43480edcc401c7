package org.gridwarden.store;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The SQL of the change feed. A change is appended in the transaction of the write it tells of. */
public final class ChangeStore {
  private static final int MOST_PRUNED = 5_000;

  private static final RowMapper<Change> CHANGES =
      (row, context) ->
          new Change(
              row.getLong("seq"),
              row.getString("kind"),
              row.getString("id"),
              context.findColumnMapperFor(Instant.class).orElseThrow().map(row, "at", context),
              row.getString("before"),
              row.getString("after"));

  private ChangeStore() {}

  public static void append(
      Handle handle, String kind, String id, Instant at, String before, String after) {
    handle
        .createUpdate(
            """
            insert into change (kind, id, at, schema, before, after)
            values (:kind, :id, :at, :schema, :before, :after)
            """)
        .bind("kind", kind)
        .bind("id", id)
        .bind("at", at)
        .bind("schema", Change.SCHEMA)
        .bind("before", before)
        .bind("after", after)
        .execute();
  }

  /** As {@link #append}, together with the write that it tells of, which comes often. */
  public static void append(
      RoundTrip trip, String kind, String id, Instant at, String before, String after) {
    trip.add("insert into change (kind, id, at, schema, before, after) values (?, ?, ?, ?, ?, ?)")
        .text(kind)
        .text(id)
        .moment(at)
        .integer(Change.SCHEMA)
        .text(before)
        .text(after);
  }

  /**
   * Drops changes that everyone has long read, the oldest first and at most {@value #MOST_PRUNED}
   * at a time, so that other writes don't wait for long: call it, each in a write of its own, until
   * it returns 0. A server that hasn't read them by then must load its state anew.
   *
   * @return how many it dropped
   */
  public static int prune(Handle handle, Instant before) {
    OptionalLong last =
        handle
            .createQuery(
                """
                with oldest as (select seq, at from change order by seq limit :most)
                select max(seq) from oldest
                where seq < coalesce((select min(seq) from oldest where at >= :before), seq + 1)
                """)
            .bind("before", before)
            .bind("most", MOST_PRUNED)
            .mapTo(Long.class)
            .findOne()
            .map(OptionalLong::of)
            .orElse(OptionalLong.empty());
    if (last.isEmpty()) {
      return 0;
    }
    handle
        .createUpdate("update change_dropped set seq = :seq where seq < :seq")
        .bind("seq", last.getAsLong())
        .execute();
    return handle
        .createUpdate("delete from change where seq <= :seq")
        .bind("seq", last.getAsLong())
        .execute();
  }

  /**
   * The number of the newest change before which no other will appear; 0 where there never was one.
   */
  public static long last(Handle handle) {
    return handle
        .createQuery(
            """
            select coalesce(
              (select seq from change where <settled> order by seq desc limit 1),
              (select seq from change_dropped))
            """)
        .mapTo(Long.class)
        .one();
  }

  /**
   * Empties the feed and has it go on beyond a number: what is appended from now on is numbered
   * higher, and whoever has read less far must load its state anew.
   */
  public static void startAfter(Handle handle, long seq) {
    handle.execute("delete from change");
    handle.createUpdate("update change_dropped set seq = :seq").bind("seq", seq).execute();
    Dialect.of(handle).numberChangesAfter(handle, seq);
  }

  /** How many changes there are after a position, those that wait for their turn too. */
  static long countAfter(Handle handle, long seq, int most) {
    return handle
        .createQuery(
            "select count(*) from (select 1 from change where seq > :seq limit :most) counted")
        .bind("seq", seq)
        .bind("most", most)
        .mapTo(Long.class)
        .one();
  }

  /** Whether changes after a position were dropped: they can't be read on from there. */
  public static boolean isGoneAfter(Handle handle, long seq) {
    return handle
            .createQuery("select count(*) from change_dropped where seq > :seq")
            .bind("seq", seq)
            .mapTo(Integer.class)
            .one()
        > 0;
  }

  /** The changes that are committed while an older transaction is still open, oldest first. */
  static List<Change> listUnsettled(Handle handle, int limit) {
    return handle
        .createQuery(
            """
            select seq, kind, id, at, before, after from change
            where not (<settled>) order by seq limit :limit
            """)
        .bind("limit", limit)
        .map(CHANGES)
        .list();
  }

  /**
   * The changes after a position, oldest first; only those before which no other will appear, so
   * that reading on from the last of them misses none.
   */
  public static List<Change> listAfter(Handle handle, long seq, int limit) {
    return handle
        .createQuery(
            """
            select seq, kind, id, at, before, after from change
            where seq > :seq and <settled> order by seq limit :limit
            """)
        .bind("seq", seq)
        .bind("limit", limit)
        .map(CHANGES)
        .list();
  }
}
