package org.gridwarden.problem.photo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.gridwarden.store.Database;
import org.gridwarden.store.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two servers over one database and one folder of pictures: what one sends the other sweeps. */
@Timeout(120)
class PhotoSharingStoreTest {
  private static final Instant NOW = Instant.parse("2026-05-13T10:00:00Z");
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(5));
  private static final Instant BEFORE = NOW.minus(Duration.ofDays(2));

  @TempDir Path directory;
  private Database database;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);

  @BeforeEach
  void open() {
    database = TestStore.open(directory);
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    database.close();
  }

  private Pictures folder() {
    return new PhotoFolder(directory.resolve("photos"), Clock.systemUTC());
  }

  private Photos photos(Pictures pictures, Instant at) {
    return new Photos(database, pictures, () -> ZoneOffset.UTC, Clock.fixed(at, ZoneOffset.UTC));
  }

  /**
   * A sender goes: picture, row, look. A sweep goes: rows, look, deletion, look. Whatever the
   * order, what was acknowledged is there; also where the sweep found the picture old before it was
   * renewed.
   */
  @Test
  void whateverTheOrderOfSendingAndSweepingWhatWasAcknowledgedIsThere() throws Exception {
    List<String> orders = new ArrayList<>();
    addOrders("", 3, 4, orders);
    assertThat(orders).hasSize(35);
    int width = 20;
    for (String order : orders) {
      for (boolean withRow : new boolean[] {true, false}) {
        byte[] upload = PhotoFixture.jpeg(width++, 20);
        Photos before = photos(folder(), LONG_AGO);
        String hash = before.add(upload, "anna").hash();
        if (!withRow) {
          database.update(handle -> PhotoStore.delete(handle, hash, NOW));
        }
        run(order, upload, hash);
        String at = order + (withRow ? ", with a row" : ", without a row");
        assertThat(before.find(hash)).as(at).isPresent();
        assertThat(before.verify(hash)).as(at).isTrue();
        assertThat(before.findPicture(hash, true)).as(at).isPresent();
      }
    }
  }

  private void run(String order, byte[] upload, String hash) throws Exception {
    Turns turns = new Turns(order);
    Photos sender = photos(new Halting(folder(), turns, 'S', hash), NOW);
    Photos sweeper = photos(new Halting(folder(), turns, 'W', hash), NOW);
    Future<?> sending = threads.submit(() -> turns.take('S', () -> sender.add(upload, "bert")));
    Future<?> sweeping =
        threads.submit(
            () ->
                turns.take(
                    'W', () -> sweeper.sweepUnused(BEFORE, (handle, each) -> !each.equals(hash))));
    sending.get(30, TimeUnit.SECONDS);
    sweeping.get(30, TimeUnit.SECONDS);
  }

  private static void addOrders(String start, int sends, int sweeps, List<String> orders) {
    if (sends == 0 && sweeps == 0) {
      orders.add(start);
    }
    if (sends > 0) {
      addOrders(start + 'S', sends - 1, sweeps, orders);
    }
    if (sweeps > 0) {
      addOrders(start + 'W', sends, sweeps - 1, orders);
    }
  }

  @Test
  void sendingFromTwoServersBesideTwoSweepsLeavesNoRowWithoutItsPicture() throws Exception {
    Photos[] servers = {photos(folder(), NOW), photos(folder(), NOW)};
    byte[][] uploads = new byte[6][];
    for (int i = 0; i < uploads.length; i++) {
      uploads[i] = PhotoFixture.jpeg(20 + i, 20);
    }
    List<Future<String>> adds = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      byte[] upload = uploads[i % uploads.length];
      Photos server = servers[i % 2];
      adds.add(threads.submit(() -> server.add(upload, "anna").hash()));
    }
    Set<String> hashes = new HashSet<>();
    // As if every picture were old at once: far harder than two days.
    Instant tomorrow = Instant.now().plusSeconds(86_400);
    for (int i = 0; i < adds.size(); i++) {
      servers[i % 2].sweepUnused(tomorrow, (handle, hash) -> false);
      hashes.add(adds.get(i).get());
    }
    for (String hash : hashes) {
      if (servers[0].find(hash).isPresent()) {
        assertThat(servers[0].verify(hash)).isTrue();
        assertThat(servers[0].findPicture(hash, true)).isPresent();
      }
    }
  }

  /** Lets two threads go on in a given order only, one letter a stretch of the way. */
  private static final class Turns {
    private final StringBuilder left;
    private char running = ' ';

    Turns(String order) {
      this.left = new StringBuilder(order);
    }

    void take(char who, Runnable work) {
      next(who);
      try {
        work.run();
      } finally {
        end(who);
      }
    }

    synchronized void next(char who) {
      if (running == who) {
        running = ' ';
        notifyAll();
      }
      while (running != ' ' || !left.isEmpty() && left.charAt(0) != who) {
        try {
          wait();
        } catch (InterruptedException stopped) {
          throw new IllegalStateException(stopped);
        }
      }
      if (!left.isEmpty()) {
        left.deleteCharAt(0);
      }
      running = who;
    }

    private synchronized void end(char who) {
      running = ' ';
      String others = left.toString().replace(String.valueOf(who), "");
      left.setLength(0);
      left.append(others);
      notifyAll();
    }
  }

  /** Pictures that wait for their turn around what matters, and that all look old. */
  private record Halting(Pictures inner, Turns turns, char who, String hash) implements Pictures {
    @Override
    public void prepare() {
      inner.prepare();
    }

    @Override
    public String add(byte[] full, byte[] thumbnail) {
      String added = inner.add(full, thumbnail);
      if (who == 'S') {
        turns.next(who);
      }
      return added;
    }

    @Override
    public Optional<byte[]> find(String each, boolean thumbnail) {
      return inner.find(each, thumbnail);
    }

    @Override
    public boolean holds(String each) {
      turns.next(who);
      return inner.holds(each);
    }

    @Override
    public void setAside(String each) {
      inner.setAside(each);
    }

    @Override
    public void delete(String each) {
      turns.next(who);
      inner.delete(each);
      turns.next(who);
    }

    @Override
    public void listBefore(Instant before, Consumer<List<String>> step) {
      turns.next(who);
      step.accept(List.of(hash));
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
