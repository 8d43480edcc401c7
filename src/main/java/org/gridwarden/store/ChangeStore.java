package org.gridwarden.store;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The SQL of the change feed. A change is appended in the transaction of the write it tells of. */
public final class ChangeStore {
  private static final int MOST_PRUNED = 5_000;

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

  /** As {@link #append}, for changes that come thousands a second: its statement is kept. */
  public static void appendOften(
      Handle handle, String kind, String id, Instant at, String before, String after) {
    Bound.of(
            handle,
            "insert into change (kind, id, at, schema, before, after) values (?, ?, ?, ?, ?, ?)")
        .text(kind)
        .text(id)
        .moment(at)
        .integer(Change.SCHEMA)
        .text(before)
        .text(after)
        .run();
  }

  /**
   * Drops changes that everyone has long read, the oldest first and at most {@value #MOST_PRUNED}
   * at a time, so that other writes don't wait for long: call it, each in a write of its own, until
   * it returns 0. A server that hasn't read them by then must load its state anew.
   *
   * @return how many it dropped
   */
  public static int prune(Handle handle, Instant before) {
    return handle
        .createUpdate(
            """
            delete from change
            where at < :before and seq in (select seq from change order by seq limit :most)
            """)
        .bind("before", before)
        .bind("most", MOST_PRUNED)
        .execute();
  }

  /** The newest number in the feed, 0 where it is empty. */
  public static long last(Handle handle) {
    return handle.createQuery("select coalesce(max(seq), 0) from change").mapTo(Long.class).one();
  }

  /**
   * Whether rows between a position and the next change may have been removed: neither the row at
   * the position is there nor the one after it.
   */
  public static boolean isGoneAfter(Handle handle, long seq) {
    return seq < last(handle)
        && handle
                .createQuery("select count(*) from change where seq in (:seq, :seq + 1)")
                .bind("seq", seq)
                .mapTo(Integer.class)
                .one()
            == 0;
  }

  /** The changes after a position, oldest first. */
  public static List<Change> listAfter(Handle handle, long seq, int limit) {
    return handle
        .createQuery(
            """
            select seq, kind, id, at, before, after from change
            where seq > :seq order by seq limit :limit
            """)
        .bind("seq", seq)
        .bind("limit", limit)
        .map(
            (row, context) ->
                new Change(
                    row.getLong("seq"),
                    row.getString("kind"),
                    row.getString("id"),
                    context
                        .findColumnMapperFor(Instant.class)
                        .orElseThrow()
                        .map(row, "at", context),
                    row.getString("before"),
                    row.getString("after")))
        .list();
  }
}
