package org.gridwarden.notice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.gridwarden.http.Json;
import org.gridwarden.store.ChangeStore;
import org.gridwarden.store.Database;
import org.gridwarden.store.Ids;

/** Appends steps of problems to the change feed by hand. */
final class Problems {
  static final Instant AT = Instant.parse("2025-11-24T16:00:00Z");
  static final Instant DUE = Instant.parse("2025-11-25T10:30:00Z");

  private Problems() {}

  static ObjectNode after(String step, String title, String unit) {
    ObjectNode after = Json.MAPPER.createObjectNode();
    after.put("step", step).put("status", "dispatched").put("version", 3);
    after.put("lon", 113.6).put("lat", 33.4);
    after.putArray("grids").add("990101003000").add("990101003001").addNull();
    after.put("unit", unit).putNull("unitBefore").put("reporter", "reporter-1");
    after.put("actor", "actor-1").putNull("supervisor").put("escalatedTo", "leader");
    after.put("category", "1.2").put("severity", "normal");
    after.put("dueAt", DUE.toEpochMilli()).put("at", AT.toEpochMilli()).put("title", title);
    return after;
  }

  static void append(Database database, ObjectNode after) {
    append(database, "problem", after.toString());
  }

  static void append(Database database, String kind, String after) {
    String id = Ids.next();
    database.update(handle -> ChangeStore.append(handle, kind, id, AT, null, after));
  }

  /** As {@link #dispatch(Database, String, String)}, at another moment. */
  static void dispatch(Database database, String title, String unit, Instant at) {
    String after = after("dispatch", title, unit).toString();
    database.update(handle -> ChangeStore.append(handle, "problem", Ids.next(), at, null, after));
  }

  static void dispatch(Database database, String title, String unit) {
    append(database, after("dispatch", title, unit));
  }

  static Notice notice(long seq, NoticeKind kind, String title, String partyName) {
    return new Notice(
        Ids.next(),
        seq,
        kind,
        "problem-" + seq,
        Recipient.party("unit"),
        partyName,
        title,
        after("dispatch", title, "unit"),
        AT);
  }
}
