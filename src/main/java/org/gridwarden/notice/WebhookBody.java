package org.gridwarden.notice;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gridwarden.http.Json;
import org.gridwarden.time.Moments;

/** What a webhook gets: one notice, as JSON. */
final class WebhookBody {
  private WebhookBody() {}

  static String of(String deliveryId, Notice notice, NoticeText text, Moments moments) {
    Map<String, Object> to = new LinkedHashMap<>();
    to.put("party", notice.recipient().partyId());
    to.put("partyName", notice.partyName());
    to.put("account", notice.recipient().accountId());
    to.put("role", notice.recipient().role());
    Map<String, Object> problem = new LinkedHashMap<>();
    notice.facts().properties().forEach(fact -> problem.put(fact.getKey(), fact.getValue()));
    problem.put("title", notice.title());
    Instant dueAt = notice.dueAt();
    problem.put("dueAt", dueAt == null ? null : moments.format(dueAt));
    return body(
        deliveryId,
        notice.kind().code(),
        moments.format(notice.at()),
        to,
        problem,
        text.sentence(notice));
  }

  static String ofTest(
      String deliveryId, Channel channel, NoticeText text, Instant at, Moments moments) {
    return body(
        deliveryId, "test", moments.format(at), null, null, text.say("test", channel.name()));
  }

  private static String body(
      String id, String kind, String at, Object to, Object problem, String text) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", id);
    body.put("kind", kind);
    body.put("at", at);
    body.put("to", to);
    body.put("problem", problem);
    body.put("text", text);
    return Json.MAPPER.valueToTree(body).toString();
  }
}
