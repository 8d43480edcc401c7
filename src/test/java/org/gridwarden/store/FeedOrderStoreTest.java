package org.gridwarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.gridwarden.fault.FaultException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is missed and nothing comes twice, in whatever order transactions commit. */
class FeedOrderStoreTest {
  private static final int WRITERS = 8;
  private static final int WRITES = 60;

  @TempDir Path folder;
  private Database reader;
  private Database writer;

  @BeforeEach
  void open() {
    reader = TestStore.open(folder);
    writer = TestStore.open(folder);
  }

  @AfterEach
  void close() {
    writer.close();
    reader.close();
  }

  private void append(String id) {
    writer.update(handle -> ChangeStore.append(handle, "test", id, Instant.now(), null, null));
  }

  private static void await(BooleanSupplier done) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!done.getAsBoolean() && System.nanoTime() < end) {
      Thread.sleep(5);
    }
    assertThat(done.getAsBoolean()).isTrue();
  }

  @Test
  void transactionsThatCommitOutOfOrderLeaveNoGap() throws Exception {
    List<Long> followed = Collections.synchronizedList(new ArrayList<>());
    List<String> ids = Collections.synchronizedList(new ArrayList<>());
    List<String> kept = Collections.synchronizedList(new ArrayList<>());
    Set<String> naive = Collections.synchronizedSet(new HashSet<>());
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    try (ChangeFeed feed = new ChangeFeed(reader, 5)) {
      feed.follow(
          batch ->
              batch.forEach(
                  change -> {
                    followed.add(change.seq());
                    ids.add(change.id());
                  }));
      feed.keep(batch -> batch.forEach(change -> kept.add(change.id())), () -> {});
      AtomicInteger left = new AtomicInteger(WRITERS);
      Thread careless = new Thread(() -> readCarelessly(naive, left));
      careless.start();
      writeAll(seed, left);
      await(() -> ids.size() >= 2 * WRITERS * WRITES && kept.size() >= 2 * WRITERS * WRITES);
      careless.join();
    }
    assertThat(followed).isSorted().doesNotHaveDuplicates().hasSize(2 * WRITERS * WRITES);
    assertThat(new HashSet<>(ids)).hasSize(2 * WRITERS * WRITES);
    assertThat(kept).containsExactlyInAnyOrderElementsOf(ids);
    if (TestStore.isPostgresql()) {
      assertThat(naive).as("who reads on from the highest number misses some").hasSizeLessThan(960);
    }
  }

  /** Two changes a transaction, with pauses of random length around them. */
  private void writeAll(long seed, AtomicInteger left) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    for (int i = 0; i < WRITERS; i++) {
      int number = i;
      threads.submit(
          () -> {
            Random random = new Random(seed + number);
            for (int j = 0; j < WRITES; j++) {
              String id = number + "-" + j;
              writer.update(
                  handle -> {
                    pause(random);
                    ChangeStore.append(handle, "test", id + "a", Instant.now(), null, null);
                    pause(random);
                    ChangeStore.append(handle, "test", id + "b", Instant.now(), null, null);
                    pause(random);
                  });
            }
            left.decrementAndGet();
          });
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
  }

  private static void pause(Random random) {
    try {
      Thread.sleep(random.nextInt(4));
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  private void readCarelessly(Set<String> found, AtomicInteger writing) {
    long last = 0;
    while (writing.get() > 0) {
      long from = last;
      List<Change> batch =
          reader.read(
              handle ->
                  handle
                      .createQuery("select seq, id from change where seq > :seq order by seq")
                      .bind("seq", from)
                      .map(
                          (row, context) ->
                              new Change(
                                  row.getLong(1), "", row.getString(2), Instant.EPOCH, null, null))
                      .list());
      batch.forEach(change -> found.add(change.id()));
      last = batch.isEmpty() ? last : batch.get(batch.size() - 1).seq();
    }
  }

  @Test
  void aStateHearsOfAChangeThatAnOlderTransactionHoldsUp() throws Exception {
    assumeTrue(TestStore.isPostgresql(), "on the embedded database one transaction writes at once");
    List<String> followed = Collections.synchronizedList(new ArrayList<>());
    List<String> kept = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch open = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try (ChangeFeed feed = new ChangeFeed(reader, 50)) {
      feed.follow(batch -> batch.forEach(change -> followed.add(change.id())));
      feed.keep(batch -> batch.forEach(change -> kept.add(change.id())), () -> {});
      Thread slow =
          new Thread(
              () ->
                  writer.update(
                      handle -> {
                        ChangeStore.append(handle, "test", "slow", Instant.now(), null, null);
                        open.countDown();
                        try {
                          end.await();
                        } catch (InterruptedException stop) {
                          throw new IllegalStateException(stop);
                        }
                      }));
      slow.start();
      open.await();
      long began = System.nanoTime();
      append("quick");
      await(() -> kept.contains("quick"));
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
      assertThat(followed).as("order is kept for who follows").isEmpty();
      end.countDown();
      slow.join();
      await(() -> followed.size() == 2);
      assertThat(followed).containsExactly("slow", "quick");
      assertThat(kept).containsExactly("quick", "slow");
    }
  }

  @Test
  void whoFellTooFarBehindLoadsItsStateAnew() throws Exception {
    AtomicInteger loaded = new AtomicInteger();
    List<String> kept = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch cutOff = new CountDownLatch(1);
    try (ChangeFeed feed = new ChangeFeed(reader, 20)) {
      append("first");
      await(() -> feed.seq() == reader.<Long>read(ChangeStore::last));
      // Cut off: its thread stays with a listener while the feed goes on and is pruned.
      feed.keep(
          batch -> {
            kept.addAll(batch.stream().map(Change::id).toList());
            try {
              cutOff.await();
            } catch (InterruptedException stop) {
              throw new IllegalStateException(stop);
            }
          },
          loaded::incrementAndGet);
      append("seen");
      await(() -> kept.contains("seen"));
      append("dropped");
      append("dropped too");
      writer.write(handle -> ChangeStore.prune(handle, Instant.now().plusSeconds(60)));
      cutOff.countDown();
      await(() -> loaded.get() == 1);
      append("after");
      await(() -> kept.contains("after"));
      assertThat(kept).containsExactly("seen", "after");
    }
  }

  @Test
  void whoFindsTheDatabaseUnavailableIsToldAgain() throws Exception {
    List<String> told = Collections.synchronizedList(new ArrayList<>());
    try (ChangeFeed feed = new ChangeFeed(reader, 20)) {
      feed.keep(
          batch -> {
            batch.forEach(change -> told.add(change.id()));
            if (told.size() < 3) {
              throw FaultException.unavailable(Duration.ofSeconds(1), "not now");
            }
          },
          () -> {});
      append("one");
      await(() -> told.size() == 3);
      assertThat(told).containsOnly("one");
      append("two");
      await(() -> told.size() == 4);
    }
  }

  @Test
  void pruningKeepsWhatComesAfterTheFirstYoungChange() {
    Instant old = Instant.parse("2020-01-01T00:00:00Z");
    for (String id : new String[] {"a", "b", "young", "c"}) {
      Instant at = id.equals("young") ? Instant.now() : old;
      writer.update(handle -> ChangeStore.append(handle, "test", id, at, null, null));
    }
    Instant before = Instant.now().minusSeconds(3600);
    assertThat(writer.<Integer>write(handle -> ChangeStore.prune(handle, before))).isEqualTo(2);
    assertThat(writer.<Integer>write(handle -> ChangeStore.prune(handle, before))).isZero();
    List<Change> left = reader.read(handle -> ChangeStore.listAfter(handle, 0, 10));
    assertThat(left).extracting(Change::id).containsExactly("young", "c");
    assertThat(reader.<Boolean>read(handle -> ChangeStore.isGoneAfter(handle, 0))).isTrue();
    assertThat(
            reader.<Boolean>read(handle -> ChangeStore.isGoneAfter(handle, left.get(0).seq() - 1)))
        .as("the last that was dropped may be where someone stands, or something before")
        .isFalse();
  }
}
