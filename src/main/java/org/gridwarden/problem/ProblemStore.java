package org.gridwarden.problem;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL that finds problems and keeps their plans; transactions are the caller's. */
final class ProblemStore {
  private static final String COLUMNS = ProblemRowStore.COLUMNS;

  private ProblemStore() {}

  static Optional<Problem> find(Handle handle, String id) {
    return handle
        .createQuery("select " + COLUMNS + " from problem where id = :id")
        .bind("id", id)
        .map(ProblemRowStore.problems())
        .findOne();
  }

  /** As {@link #find}; nobody else changes it until the transaction ends. */
  static Optional<Problem> findToChange(Handle handle, String id) {
    return handle
        .createQuery("select " + COLUMNS + " from problem where id = :id <forUpdate>")
        .bind("id", id)
        .map(ProblemRowStore.problems())
        .findOne();
  }

  static Optional<Problem> findByExternalId(Handle handle, String externalId) {
    return handle
        .createQuery("select " + COLUMNS + " from problem where external_id = :id")
        .bind("id", externalId)
        .map(ProblemRowStore.problems())
        .findOne();
  }

  static Optional<String> findIdByNumber(Handle handle, String number) {
    return handle
        .createQuery("select id from problem where id = :number or external_id = :number")
        .bind("number", number)
        .mapTo(String.class)
        .findFirst();
  }

  /** The problems of some ids, in the order of the ids; those that aren't there are left out. */
  static List<Problem> list(Handle handle, List<String> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<String, Problem> found = new HashMap<>();
    handle
        .createQuery("select " + COLUMNS + " from problem where id in (<ids>)")
        .bindList("ids", ids)
        .map(ProblemRowStore.problems())
        .forEach(problem -> found.put(problem.id(), problem));
    List<Problem> ordered = new ArrayList<>(ids.size());
    for (String id : ids) {
      Problem problem = found.get(id);
      if (problem != null) {
        ordered.add(problem);
      }
    }
    return ordered;
  }

  /** The ids of problems to which something is due by itself, the longest due first. */
  static List<String> listDue(Handle handle, Instant now, int limit) {
    return handle
        .createQuery("select id from problem where next_at <= :now order by next_at limit :limit")
        .bind("now", now)
        .bind("limit", limit)
        .mapTo(String.class)
        .list();
  }

  static List<Problem> listPublished(Handle handle, int limit) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + " from problem where published_at is not null order by published_at desc, id desc"
                + " limit :limit")
        .bind("limit", limit)
        .map(ProblemRowStore.problems())
        .list();
  }
}
