package org.gridwarden.store;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The SQL of the change feed. A change is appended in the transaction of the write it tells of. */
public final class ChangeStore {
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

  static long last(Handle handle) {
    return handle.createQuery("select coalesce(max(seq), 0) from change").mapTo(Long.class).one();
  }

  static List<Change> listAfter(Handle handle, long seq, int limit) {
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
