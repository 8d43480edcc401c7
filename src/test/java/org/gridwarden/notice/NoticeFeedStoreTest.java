package org.gridwarden.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.gridwarden.fault.FaultException;
import org.gridwarden.people.Account;
import org.gridwarden.people.AccountRole;
import org.gridwarden.store.ChangeStore;
import org.gridwarden.store.Database;
import org.gridwarden.store.Ids;
import org.gridwarden.store.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the change feed to notices, and what accounts see of them. */
class NoticeFeedStoreTest {
  private static final Account UNIT =
      Account.person("a-unit", "unit", AccountRole.UNIT, "unit", null, null, false);
  private static final Account ADMIN =
      Account.person("a-admin", "admin", AccountRole.ADMIN, null, null, null, false);
  private static final Account REPORTER =
      Account.person("reporter-1", "reporter", AccountRole.REPORTER, null, null, null, false);

  @TempDir Path folder;
  private Database database;
  private Notices notices;

  @BeforeEach
  void open() {
    database = TestStore.open(folder);
    notices = new Notices(database, Clock.systemUTC());
    database.update(handle -> NoticeStore.startAt(handle, 0));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private int catchUp() {
    return NoticeFeed.catchUp(database, () -> {});
  }

  private List<String> titles(Account account) {
    return notices.list(account, false, NoticeCursor.START, 100).entries().stream()
        .map(entry -> entry.notice().title())
        .toList();
  }

  private static Channel channel(
      String name, Set<NoticeKind> kinds, Set<String> parties, Set<String> grids) {
    return new Channel(
        Ids.next(),
        name,
        ChannelKind.WEBHOOK,
        "http://127.0.0.1:1/",
        null,
        kinds,
        parties,
        grids,
        "en",
        true,
        null);
  }

  private int queued(Channel channel) {
    return database.read(handle -> NoticeStore.listQueued(handle, channel.id(), 100).size());
  }

  @Test
  void everyoneSeesTheirOwnNoticesTheNewestFirst() {
    Problems.dispatch(database, "一", "unit");
    Problems.dispatch(database, "二", "other");
    Problems.dispatch(database, "三", null);
    Problems.append(database, Problems.after("close", "四", "unit"));
    Problems.append(database, Problems.after("overdue", "五", "unit"));
    assertThat(catchUp()).isEqualTo(5);
    assertThat(titles(UNIT)).containsExactly("五", "一");
    assertThat(titles(ADMIN)).containsExactly("三");
    assertThat(titles(REPORTER)).containsExactly("四");
    assertThat(catchUp()).isZero();
  }

  @Test
  void theFirstStartBeginsAtTheEndOfTheFeed() throws Exception {
    database.update(handle -> handle.execute("delete from notice_position"));
    Problems.dispatch(database, "before", "unit");
    try (NoticeFeed feed = new NoticeFeed(database, () -> {})) {
      Problems.dispatch(database, "after", "unit");
      feed.onChanges(List.of());
      await(() -> titles(UNIT).size() == 1);
    }
    assertThat(titles(UNIT)).containsExactly("after");
  }

  @Test
  void whatHappenedDuringAStopIsToldAfterIt() throws Exception {
    try (NoticeFeed feed = new NoticeFeed(database, () -> {})) {
      Problems.dispatch(database, "one", "unit");
      feed.onChanges(List.of());
      await(() -> titles(UNIT).size() == 1);
    }
    for (int i = 0; i < 1200; i++) {
      Problems.dispatch(database, "missed " + i, "unit");
    }
    try (NoticeFeed feed = new NoticeFeed(database, () -> {})) {
      await(() -> notices.countUnread(UNIT) == Notices.MOST_COUNTED);
      await(() -> titles(UNIT).contains("missed 1199"));
    }
    int all =
        database.read(h -> h.createQuery("select count(*) from notice").mapTo(Integer.class).one());
    assertThat(all).isEqualTo(1201);
  }

  @Test
  void twoServersTellEachChangeOnce() throws Exception {
    for (int i = 0; i < 700; i++) {
      Problems.append(database, Problems.after("escalate", "x" + i, "unit"));
    }
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try (Database other = TestStore.open(folder)) {
      List<Future<Integer>> made = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Database mine = i % 2 == 0 ? database : other;
        made.add(pool.submit(() -> NoticeFeed.catchUp(mine, () -> {})));
      }
      int sum = 0;
      for (Future<Integer> each : made) {
        sum += each.get(60, TimeUnit.SECONDS);
      }
      assertThat(sum).isEqualTo(1400);
    } finally {
      pool.shutdownNow();
    }
    database.update(handle -> NoticeStore.setPosition(handle, 0));
    assertThat(catchUp()).as("a position that went back tells nobody twice").isZero();
  }

  @Test
  void aChangeThatCantBeReadDoesntStopThoseAfterIt() {
    Problems.append(database, "problem", "{\"step\":");
    Problems.append(database, "problem", "[1]");
    Problems.append(database, "grids", "{\"step\":\"dispatch\"}");
    Problems.append(database, "problem", null);
    Problems.append(
        database,
        "problem",
        "{\"step\":\"dispatch\",\"unit\":\"unit\",\"grids\":7,\"dueAt\":\"x\"}");
    Problems.dispatch(database, "good", "unit");
    assertThat(catchUp()).isEqualTo(2);
    assertThat(titles(UNIT)).startsWith("good").hasSize(2);
  }

  @Test
  void itGoesOnWhereRowsOfTheFeedAreGone() {
    Instant old = Instant.parse("2020-01-01T00:00:00Z");
    Problems.dispatch(database, "one", "unit", old);
    catchUp();
    Problems.dispatch(database, "lost", "unit", old);
    Problems.dispatch(database, "kept", "unit");
    assertThat(database.<Integer>write(handle -> ChangeStore.prune(handle, Problems.AT)))
        .isEqualTo(2);
    assertThat(catchUp()).isEqualTo(1);
    assertThat(titles(UNIT)).containsExactly("kept", "one");
  }

  @Test
  void channelsQueueWhatTheirFiltersLetThrough() {
    Channel all = channel("all", Set.of(), Set.of(), Set.of());
    Channel overdue = channel("overdue", Set.of(NoticeKind.OVERDUE), Set.of(), Set.of());
    Channel party = channel("party", Set.of(), Set.of("unit"), Set.of());
    Channel street = channel("street", Set.of(), Set.of(), Set.of("990101003000"));
    Channel elsewhere = channel("elsewhere", Set.of(), Set.of(), Set.of("990101004000"));
    for (Channel each : List.of(all, overdue, party, street, elsewhere)) {
      database.update(handle -> ChannelStore.insert(handle, each, Problems.AT));
    }
    Channel off = channel("off", Set.of(), Set.of(), Set.of()).disabled("gone");
    database.update(handle -> ChannelStore.insert(handle, off, Problems.AT));
    Problems.dispatch(database, "a", "unit");
    Problems.append(database, Problems.after("overdue", "b", "other"));
    Problems.append(database, Problems.after("close", "c", "unit"));
    catchUp();
    assertThat(queued(all)).isEqualTo(3);
    assertThat(queued(overdue)).isEqualTo(1);
    assertThat(queued(party)).isEqualTo(1);
    assertThat(queued(street)).isEqualTo(3);
    assertThat(queued(elsewhere)).isZero();
    assertThat(queued(off)).isZero();
  }

  @Test
  void pagesJoinWithoutGapAndWithoutRepeating() {
    Account both = Account.person("reporter-1", "x", AccountRole.ADMIN, "unit", null, null, false);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String step = i % 3 == 0 ? "close" : "dispatch";
      Problems.append(database, Problems.after(step, "t" + i, i % 3 == 1 ? null : "unit"));
      expected.add(0, "t" + i);
    }
    catchUp();
    List<String> seen = new ArrayList<>();
    NoticeCursor cursor = NoticeCursor.START;
    while (cursor != null) {
      Notices.Page page = notices.list(both, false, NoticeCursor.parse(cursor.toString()), 7);
      page.entries().forEach(entry -> seen.add(entry.notice().title()));
      cursor = page.next();
    }
    assertThat(seen).isEqualTo(expected);
    assertThatThrownBy(() -> NoticeCursor.parse("x.y")).isInstanceOf(FaultException.class);
    assertThatThrownBy(() -> NoticeCursor.parse("12")).isInstanceOf(FaultException.class);
  }

  @Test
  void readingIsEachAccountsOwn() {
    Account colleague = Account.person("a-2", "unit2", AccountRole.UNIT, "unit", null, null, false);
    Problems.dispatch(database, "one", "unit");
    Problems.dispatch(database, "two", "unit");
    catchUp();
    String id = notices.list(UNIT, true, NoticeCursor.START, 1).entries().get(0).notice().id();
    notices.markRead(UNIT, id);
    notices.markRead(UNIT, id);
    assertThat(notices.countUnread(UNIT)).isEqualTo(1);
    assertThat(notices.countUnread(colleague)).isEqualTo(2);
    assertThatThrownBy(() -> notices.markRead(ADMIN, id)).isInstanceOf(FaultException.class);
    notices.markAllRead(UNIT);
    assertThat(notices.countUnread(UNIT)).isZero();
    assertThat(notices.list(UNIT, true, NoticeCursor.START, 10).entries()).isEmpty();
    assertThat(notices.list(UNIT, false, NoticeCursor.START, 10).entries())
        .allSatisfy(entry -> assertThat(entry.readAt()).isNotNull());
    Problems.dispatch(database, "three", "unit");
    catchUp();
    assertThat(notices.countUnread(UNIT)).isEqualTo(1);
    assertThat(notices.countUnread(colleague)).isEqualTo(3);
  }

  @Test
  void oldNoticesAndWhatHangsOnThemAreRemoved() {
    Channel all = channel("all", Set.of(), Set.of(), Set.of());
    database.update(handle -> ChannelStore.insert(handle, all, Problems.AT));
    Problems.dispatch(database, "old", "unit");
    catchUp();
    notices.markRead(
        UNIT, notices.list(UNIT, true, NoticeCursor.START, 1).entries().get(0).notice().id());
    assertThat(pruneAt(Problems.AT.plus(Duration.ofDays(179)))).isZero();
    assertThat(queued(all)).isEqualTo(1);
    assertThat(pruneAt(Problems.AT.plus(Duration.ofDays(181)))).isEqualTo(1);
    assertThat(titles(UNIT)).isEmpty();
    assertThat(queued(all)).isZero();
  }

  private int pruneAt(Instant now) {
    return new Notices(database, Clock.fixed(now, ZoneOffset.UTC)).prune();
  }

  @Test
  void hostileTitlesStayTextOnOneLine() {
    Problems.dispatch(
        database, "<script>alert(1)</script>\r\n'; drop table notice; --\u0000", "unit");
    catchUp();
    assertThat(new HashSet<>(titles(UNIT)))
        .containsExactly("<script>alert(1)</script> '; drop table notice; --");
  }

  static void await(Callable<Boolean> condition) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("waited for 20 s").isLessThan(until);
      Thread.sleep(10);
    }
  }
}
