package org.gridwarden.notice;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Objects;

/**
 * Something that someone must be told. Immutable.
 *
 * @param changeSeq the change of the feed that it comes from; notices are told in this order
 * @param partyName the name of the party that is told, as it is now, or null
 * @param title of the problem, on one line
 * @param facts of the problem as it was then
 */
public record Notice(
    String id,
    long changeSeq,
    NoticeKind kind,
    String problemId,
    Recipient recipient,
    String partyName,
    String title,
    JsonNode facts,
    Instant at) {
  public Notice {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(problemId, "problemId");
    Objects.requireNonNull(recipient, "recipient");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(facts, "facts");
    Objects.requireNonNull(at, "at");
  }

  /** When the problem is due, or null where it has no limit. */
  Instant dueAt() {
    JsonNode dueAt = facts.path("dueAt");
    return dueAt.isIntegralNumber() ? Instant.ofEpochMilli(dueAt.longValue()) : null;
  }
}
