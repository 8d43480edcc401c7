package org.gridwarden.notice;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.Request;
import org.gridwarden.http.Schema;
import org.gridwarden.people.Account;
import org.gridwarden.people.Gate;
import org.gridwarden.people.Right;
import org.gridwarden.time.Moments;

/** The routes by which accounts read what they are told. */
public final class NoticeRoutes {
  private static final int USUAL_LIMIT = 50;
  private static final int MOST_LIMIT = 200;
  private static final Schema UNREAD = Schema.object().with("unread", Schema.integer());
  private static final Schema NOTICE =
      Schema.object()
          .with("id", Schema.text())
          .with("kind", Schema.oneOf(NoticeKind.codes().toArray(String[]::new)))
          .with("problem", Schema.text())
          .with("title", Schema.text())
          .with("text", Schema.text())
          .with("at", Schema.moment())
          .with("dueAt", Schema.moment().orNull())
          .with("readAt", Schema.moment().orNull());

  private final Notices notices;
  private final Gate gate;
  private final Moments moments;
  private final NoticeText chinese;
  private final NoticeText english;

  public NoticeRoutes(Notices notices, Gate gate, Moments moments) {
    this.notices = notices;
    this.gate = gate;
    this.moments = moments;
    this.chinese = new NoticeText("zh-CN", moments.zone());
    this.english = new NoticeText("en", moments.zone());
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/api/v1/notices", "notices", "What the caller is told, the newest first")
            .guarded(gate.needs(Right.SIGNED_IN))
            .optional("unread", Schema.bool(), "true: only what the caller hasn't read")
            .optional("limit", Schema.integer(), "1 to 200; default 50")
            .optional("cursor", Schema.text(), "\"next\" of the page before")
            .answers(
                "application/json",
                Schema.object()
                    .with("items", Schema.listOf(NOTICE))
                    .with("next", Schema.text().orNull())
                    .with("unread", Schema.integer()))
            .handle(this::list),
        Endpoint.post(
                "/api/v1/notices/{id}/read", "readNotice", "Marks one read", "application/json")
            .guarded(gate.needs(Right.SIGNED_IN))
            .path("id", "the notice")
            .answers("application/json", UNREAD)
            .handle(this::read),
        Endpoint.post(
                "/api/v1/notices/read-all",
                "readAllNotices",
                "Marks all read that are there now",
                "application/json")
            .guarded(gate.needs(Right.SIGNED_IN))
            .answers("application/json", UNREAD)
            .handle(this::readAll));
  }

  private void list(Request request) {
    Notices.Page page =
        notices.list(
            gate.account(request),
            request.flag("unread"),
            request.findText("cursor").map(NoticeCursor::parse).orElse(NoticeCursor.START),
            request.findInteger("limit", 1, MOST_LIMIT).orElse(USUAL_LIMIT));
    NoticeText text = request.language().equals("en") ? english : chinese;
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("items", page.entries().stream().map(entry -> described(entry, text)).toList());
    answer.put("next", page.next() == null ? null : page.next().toString());
    answer.put("unread", page.unread());
    request.json(answer);
  }

  private void read(Request request) {
    Account account = gate.account(request);
    notices.markRead(account, request.path("id"));
    request.json(Map.of("unread", notices.countUnread(account)));
  }

  private void readAll(Request request) {
    Account account = gate.account(request);
    notices.markAllRead(account);
    request.json(Map.of("unread", notices.countUnread(account)));
  }

  private Map<String, Object> described(InboxStore.Entry entry, NoticeText text) {
    Notice notice = entry.notice();
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("id", notice.id());
    described.put("kind", notice.kind().code());
    described.put("problem", notice.problemId());
    described.put("title", notice.title());
    described.put("text", text.sentence(notice));
    described.put("at", moments.format(notice.at()));
    described.put("dueAt", notice.dueAt() == null ? null : moments.format(notice.dueAt()));
    described.put("readAt", entry.readAt() == null ? null : moments.format(entry.readAt()));
    return described;
  }
}
