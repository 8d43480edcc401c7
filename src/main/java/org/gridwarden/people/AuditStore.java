package org.gridwarden.people;

import java.time.Instant;
import java.util.List;
import org.gridwarden.store.Ids;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The SQL of the audit. A line is written in the transaction of what it tells of. */
public final class AuditStore {
  private AuditStore() {}

  /**
   * @param actor null for the operator at the machine
   * @param action what was done, in lower_snake_case
   * @param subject whom or what it was done to, or null
   */
  public static void append(Handle handle, Instant at, Actor actor, String action, String subject) {
    append(
        handle,
        at,
        actor == null ? null : actor.name(),
        action,
        subject,
        actor == null ? null : actor.address());
  }

  /** Of a stranger, whose name nobody knows, at an address. */
  static void appendOfStranger(
      Handle handle, Instant at, String address, String action, String subject) {
    append(handle, at, null, action, subject, address);
  }

  private static void append(
      Handle handle, Instant at, String actor, String action, String subject, String address) {
    handle
        .createUpdate(
            """
            insert into audit (id, at, actor, action, subject, address)
            values (:id, :at, :actor, :action, :subject, :address)
            """)
        .bind("id", Ids.next())
        .bind("at", at)
        .bind("actor", actor)
        .bind("action", action)
        .bind("subject", subject)
        .bind("address", address)
        .execute();
  }

  /** The newest first. */
  static List<AuditEntry> list(Handle handle, AuditFilter filter) {
    Query query =
        handle
            .createQuery(
                """
                select at, actor, action, subject, address from audit
                where <before> and <actor> and <action>
                order by at desc, id desc
                limit :limit
                """)
            .define("before", filter.before() == null ? "1 = 1" : "at < :before")
            .define("actor", filter.actor() == null ? "1 = 1" : "actor = :actor")
            .define("action", filter.action() == null ? "1 = 1" : "action = :action")
            .bind("limit", filter.limit());
    if (filter.before() != null) {
      query.bind("before", filter.before());
    }
    if (filter.actor() != null) {
      query.bind("actor", filter.actor());
    }
    if (filter.action() != null) {
      query.bind("action", filter.action());
    }
    return query
        .map(
            (row, context) ->
                new AuditEntry(
                    context
                        .findColumnMapperFor(Instant.class)
                        .orElseThrow()
                        .map(row, "at", context),
                    row.getString("actor"),
                    row.getString("action"),
                    row.getString("subject"),
                    row.getString("address")))
        .list();
  }
}
