package org.gridwarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.FaultKind;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GroupCommitStoreTest {
  @TempDir Path directory;

  private final ExecutorService threads = Executors.newFixedThreadPool(32);
  private Database database;

  @BeforeEach
  void open() {
    database = Database.open(Database.embeddedUrl(directory));
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    database.close();
  }

  private void reopen() {
    database.close();
    open();
  }

  private static void put(Handle handle, String name) {
    Settings.put(handle, name, "1");
  }

  private boolean isThere(String name) {
    return database.read(handle -> Settings.find(handle, name).isPresent());
  }

  private Set<String> names() {
    return database.read(
        handle ->
            handle.createQuery("select name from setting").mapTo(String.class).collectIntoSet());
  }

  /** Holds the writer up, so that what is asked for meanwhile comes into one group. */
  private CountDownLatch holdTheWriter() throws InterruptedException {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch letGo = new CountDownLatch(1);
    threads.submit(
        () ->
            database.writeAlone(
                handle -> {
                  held.countDown();
                  return await(letGo);
                }));
    held.await();
    return letGo;
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  /** Long enough for the other threads to have asked for what they write. */
  private static void letOthersQueue() throws InterruptedException {
    Thread.sleep(300);
  }

  @Test
  void whatWasAcknowledgedIsThereAfterOpeningAgain() throws Exception {
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      String name = "n" + i;
      all.add(
          threads.submit(
              () -> {
                database.update(handle -> put(handle, name));
                acknowledged.add(name);
              }));
    }
    for (Future<?> each : all) {
      each.get();
    }
    reopen();
    assertThat(acknowledged).hasSize(1_000);
    assertThat(names()).containsAll(acknowledged);
  }

  @Test
  void manyWritesShareOneCommit() throws Exception {
    CountDownLatch letGo = holdTheWriter();
    long before = database.commits();
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 31; i++) {
      String name = "n" + i;
      all.add(threads.submit(() -> database.update(handle -> put(handle, name))));
    }
    letOthersQueue();
    letGo.countDown();
    for (Future<?> each : all) {
      each.get();
    }
    assertThat(database.commits() - before).as("the held one and the group").isLessThanOrEqualTo(3);
    assertThat(names()).hasSizeGreaterThanOrEqualTo(31);
  }

  @Test
  void aWriteThatThrowsAmongAHundredLeavesTheOthers() throws Exception {
    AtomicInteger refused = new AtomicInteger();
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String name = "n" + i;
      boolean bad = i % 10 == 3;
      all.add(
          threads.submit(
              () -> {
                try {
                  database.update(
                      handle -> {
                        put(handle, name);
                        if (bad) {
                          throw FaultException.badInput("name", name, "not this one");
                        }
                      });
                } catch (FaultException expected) {
                  assertThat(expected.first().value()).isEqualTo(name);
                  refused.incrementAndGet();
                }
              }));
    }
    for (Future<?> each : all) {
      each.get();
    }
    reopen();
    assertThat(refused).hasValue(10);
    for (int i = 0; i < 100; i++) {
      assertThat(isThere("n" + i)).as("n" + i).isEqualTo(i % 10 != 3);
    }
  }

  @Test
  void anErrorOfAWorkIsItsCallersAndTheWriterGoesOn() {
    assertThatThrownBy(
            () ->
                database.update(
                    handle -> {
                      throw new AssertionError("mine");
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessage("mine");
    database.update(handle -> put(handle, "after"));
    assertThat(isThere("after")).isTrue();
  }

  @Test
  void afterCommitIsToldInTheOrderOfCommitsAndBeforeTheCaller() throws Exception {
    List<Long> told = new CopyOnWriteArrayList<>();
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      String id = "c" + i;
      all.add(
          threads.submit(
              () -> {
                long seq =
                    database.write(
                        handle -> {
                          ChangeStore.append(handle, "grids", id, Instant.EPOCH, null, null);
                          return ChangeStore.last(handle);
                        },
                        told::add);
                assertThat(told).contains(seq);
              }));
    }
    for (Future<?> each : all) {
      each.get();
    }
    assertThat(told).hasSize(500).isSorted();
  }

  @Test
  void whatIsToldAfterACommitCanAlreadyBeReadByOthers() {
    List<Boolean> seen = new ArrayList<>();
    database.write(
        handle -> {
          put(handle, "told");
          return "told";
        },
        name -> seen.add(isThere(name)));
    assertThat(seen).containsExactly(true);
  }

  @Test
  void aListenerThatThrowsLosesNoWrite() {
    database.onCommit(
        () -> {
          throw new IllegalStateException("a bad listener");
        });
    database.<String>write(
        handle -> {
          put(handle, "kept");
          return "kept";
        },
        name -> {
          throw new IllegalStateException("a bad afterCommit");
        });
    assertThat(isThere("kept")).isTrue();
  }

  @Test
  void aThrowingWriteTellsNobodyOfACommit() {
    List<String> told = new ArrayList<>();
    assertThatThrownBy(
            () ->
                database.<String>write(
                    handle -> {
                      throw new IllegalStateException("stop");
                    },
                    told::add))
        .hasMessage("stop");
    assertThat(told).isEmpty();
  }

  @Test
  void aWriteWithinAWriteIsRefusedAndLeavesNothing() {
    assertThatThrownBy(
            () ->
                database.update(
                    handle -> {
                      put(handle, "outer");
                      database.update(inner -> put(inner, "inner"));
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("within a write");
    assertThat(names()).doesNotContain("outer", "inner");
  }

  @Test
  void aWorkCanReadWhatIsCommittedAndCanNotEndTheTransactionItShares() {
    database.update(handle -> put(handle, "old"));
    boolean[] seen = new boolean[2];
    database.update(
        handle -> {
          put(handle, "new");
          seen[0] = isThere("old");
          seen[1] = isThere("new");
          handle.useTransaction(same -> put(same, "joined"));
        });
    assertThat(seen).containsExactly(true, false);
    assertThat(names()).contains("old", "new", "joined");
    assertThatThrownBy(() -> database.update(Handle::commit))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> database.update(Handle::rollback))
        .isInstanceOf(IllegalStateException.class);
    database.update(handle -> put(handle, "after"));
    assertThat(names()).contains("after");
  }

  @Test
  void anInterruptedCallerLearnsTheOutcomeAndStaysInterrupted() throws Exception {
    CountDownLatch letGo = holdTheWriter();
    boolean[] interrupted = new boolean[1];
    Thread caller =
        new Thread(
            () -> {
              database.update(handle -> put(handle, "patient"));
              interrupted[0] = Thread.currentThread().isInterrupted();
            });
    caller.start();
    caller.interrupt();
    Thread.sleep(100);
    assertThat(caller.isAlive()).isTrue();
    letGo.countDown();
    caller.join();
    assertThat(interrupted[0]).isTrue();
    assertThat(isThere("patient")).isTrue();
  }

  @Test
  void closingUnderLoadFinishesWhatWasAcceptedAndRefusesTheRest() throws Exception {
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    Set<String> refused = ConcurrentHashMap.newKeySet();
    CountDownLatch started = new CountDownLatch(200);
    List<Future<?>> all = new ArrayList<>();
    for (int t = 0; t < 32; t++) {
      int thread = t;
      all.add(
          threads.submit(
              () -> {
                for (int i = 0; ; i++) {
                  String name = thread + "-" + i;
                  try {
                    database.update(handle -> put(handle, name));
                    acknowledged.add(name);
                    started.countDown();
                  } catch (IllegalStateException closed) {
                    refused.add(name);
                    return;
                  }
                }
              }));
    }
    started.await();
    database.close();
    for (Future<?> each : all) {
      each.get();
    }
    open();
    assertThat(refused).hasSize(32);
    assertThat(names()).containsAll(acknowledged).doesNotContainAnyElementsOf(refused);
  }

  @Test
  void whenTheDiskIsFullEachGetsItsOwnAnswerAndSmallOnesGoOn() throws Exception {
    database.update(handle -> handle.execute("create table big (name text, filling blob)"));
    database.update(
        handle -> {
          int pages = handle.createQuery("pragma page_count").mapTo(Integer.class).one();
          handle.createQuery("pragma max_page_count = " + (pages + 40)).mapTo(Long.class).one();
        });
    CountDownLatch letGo = holdTheWriter();
    Map<String, Future<?>> all = new ConcurrentHashMap<>();
    for (int i = 0; i < 30; i++) {
      String name = (i % 3 == 1 ? "large" : "small") + i;
      int bytes = i % 3 == 1 ? 1_000_000 : 10;
      all.put(
          name,
          threads.submit(
              () ->
                  database.update(
                      handle ->
                          handle.execute(
                              "insert into big values (?, zeroblob(" + bytes + "))", name))));
    }
    letOthersQueue();
    letGo.countDown();
    for (Map.Entry<String, Future<?>> each : all.entrySet()) {
      if (each.getKey().startsWith("small")) {
        each.getValue().get();
      } else {
        assertThatThrownBy(each.getValue()::get)
            .isInstanceOf(ExecutionException.class)
            .cause()
            .isInstanceOfSatisfying(
                FaultException.class,
                fault -> {
                  assertThat(fault.first().kind()).isEqualTo(FaultKind.UNAVAILABLE);
                  assertThat(fault)
                      .hasMessageContaining("disk is full")
                      .hasCauseInstanceOf(RuntimeException.class);
                });
      }
    }
    reopen();
    List<String> kept =
        database.read(h -> h.createQuery("select name from big").mapTo(String.class).list());
    assertThat(kept)
        .containsExactlyInAnyOrderElementsOf(
            all.keySet().stream().filter(name -> name.startsWith("small")).toList());
  }

  @Test
  void aDatabaseThatAnotherProcessHoldsIsToldClearlyAndWrittenToAfterwards() throws Exception {
    try (java.sql.Connection other =
        java.sql.DriverManager.getConnection(Database.embeddedUrl(directory))) {
      database.update(handle -> handle.execute("pragma busy_timeout = 100"));
      other.createStatement().execute("begin immediate");
      assertThatThrownBy(() -> database.update(handle -> put(handle, "held")))
          .isInstanceOf(FaultException.class)
          .hasMessageContaining("another process holds it");
      other.createStatement().execute("rollback");
    }
    database.update(handle -> put(handle, "free"));
    assertThat(names()).contains("free").doesNotContain("held");
  }

  @Test
  void aPreparedStatementIsKeptForItsConnection() {
    List<PreparedStatement> seen = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      String name = "s" + i;
      database.update(
          handle -> {
            try {
              PreparedStatement insert =
                  Statements.of(handle, "insert into setting (name, value) values (?, ?)");
              insert.setString(1, name);
              insert.setLong(2, 5);
              insert.executeUpdate();
              seen.add(insert);
            } catch (SQLException failure) {
              throw new IllegalStateException(failure);
            }
          });
    }
    assertThat(seen.get(0)).isSameAs(seen.get(1));
    assertThat(database.<String>read(h -> Settings.find(h, "s1").orElseThrow())).isEqualTo("5");
    List<PreparedStatement> read = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      read.add(database.read(GroupCommitStoreTest::countStatement));
    }
    assertThat(read.get(0)).isSameAs(read.get(1)).isNotSameAs(seen.get(0));
  }

  @Test
  void aKeptStatementThatFailedWorksTheNextTime() {
    for (String value : new String[] {"first", null, "second"}) {
      try {
        database.update(handle -> insertKept(handle, "kept-" + value, value));
      } catch (IllegalStateException refused) {
        assertThat(value).as("a column that must not be null").isNull();
      }
    }
    assertThat(names()).contains("kept-first", "kept-second").doesNotContain("kept-null");
  }

  private static void insertKept(Handle handle, String name, String value) {
    try {
      PreparedStatement insert =
          Statements.of(handle, "insert into setting (name, value) values (?, ?)");
      insert.setString(1, name);
      insert.setString(2, value);
      insert.executeUpdate();
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static PreparedStatement countStatement(Handle handle) {
    try {
      PreparedStatement count = Statements.of(handle, "select count(*) from setting");
      try (java.sql.ResultSet row = count.executeQuery()) {
        assertThat(row.next()).isTrue();
        assertThat(row.getInt(1)).isEqualTo(2);
      }
      return count;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Test
  void aCommitWakesTheFeedAtOnce() throws Exception {
    try (ChangeFeed feed = new ChangeFeed(database, 60_000)) {
      CountDownLatch told = new CountDownLatch(1);
      feed.follow(batch -> told.countDown());
      database.update(
          handle -> ChangeStore.append(handle, "grids", "v1", Instant.EPOCH, null, null));
      assertThat(told.await(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void pruningDropsOnlyWhatIsOldAndNumbersGoOn() {
    Instant limit = Instant.ofEpochMilli(1_000);
    database.update(
        handle -> {
          for (int i = 0; i < 10; i++) {
            ChangeStore.append(handle, "grids", "v" + i, Instant.ofEpochMilli(i * 200), null, null);
          }
        });
    assertThat(database.<Integer>write(handle -> ChangeStore.prune(handle, limit))).isEqualTo(5);
    assertThat(database.<Integer>write(handle -> ChangeStore.prune(handle, limit))).isZero();
    assertThat(database.<List<Change>>read(handle -> ChangeStore.listAfter(handle, 0, 100)))
        .extracting(Change::id)
        .containsExactly("v5", "v6", "v7", "v8", "v9");
    database.update(handle -> ChangeStore.prune(handle, Instant.ofEpochMilli(1_000_000)));
    database.update(handle -> ChangeStore.append(handle, "grids", "next", limit, null, null));
    assertThat(database.<Long>read(ChangeStore::last)).isEqualTo(11);
  }
}
