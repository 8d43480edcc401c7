package org.gridwarden.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.gridwarden.fault.FaultException;
import org.gridwarden.people.Account;
import org.gridwarden.store.Database;

/** What accounts are told in the pages, and how long it is kept. Safe for many threads. */
public final class Notices {
  static final int MOST_COUNTED = 1000;

  private static final Duration KEPT = Duration.ofDays(180);
  private static final Duration DELIVERED_KEPT = Duration.ofDays(30);

  private final Database database;
  private final Clock clock;

  public Notices(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * @param next where the next page begins, or null where this is the last
   * @param unread how many notices the account has still to read, counted up to {@link
   *     #MOST_COUNTED}
   */
  record Page(List<InboxStore.Entry> entries, NoticeCursor next, int unread) {}

  /** What an account, its party and its role are told, the newest first. */
  Page list(Account account, boolean unreadOnly, NoticeCursor from, int limit) {
    return database.read(
        handle -> {
          List<InboxStore.Entry> entries =
              InboxStore.list(handle, account, unreadOnly, from.seq(), from.id(), limit + 1);
          int unread = InboxStore.countUnread(handle, account, MOST_COUNTED);
          if (entries.size() <= limit) {
            return new Page(entries, null, unread);
          }
          Notice last = entries.get(limit - 1).notice();
          return new Page(
              entries.subList(0, limit), new NoticeCursor(last.changeSeq(), last.id()), unread);
        });
  }

  int countUnread(Account account) {
    return database.read(handle -> InboxStore.countUnread(handle, account, MOST_COUNTED));
  }

  /**
   * @throws FaultException NOT_FOUND where there is no such notice for this account
   */
  void markRead(Account account, String noticeId) {
    database.update(
        handle -> {
          if (!InboxStore.isFor(handle, account, noticeId)) {
            throw FaultException.notFound("id", noticeId, "no such notice");
          }
          InboxStore.markRead(handle, account.id(), noticeId, now());
        });
  }

  void markAllRead(Account account) {
    database.update(handle -> InboxStore.markAllRead(handle, account.id(), now()));
  }

  /**
   * Removes notices after 180 days, with what was still to be sent of them, and messages 30 days
   * after they were delivered. To be called once a day.
   *
   * @return how many notices and messages that were
   */
  public int prune() {
    Instant now = now();
    return database.write(
        handle ->
            DeliveryStore.deleteDeliveredBefore(handle, now.minus(DELIVERED_KEPT))
                + DeliveryStore.deleteMadeBefore(handle, now.minus(KEPT))
                + NoticeStore.deleteBefore(handle, now.minus(KEPT)));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
