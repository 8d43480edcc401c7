package org.gridwarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gridwarden.fault.FaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseStoreTest {
  @TempDir Path directory;

  private Database open() {
    return TestStore.open(directory);
  }

  @Test
  void commitsReachTheDiskBeforeTheyAreAcknowledged() {
    try (Database database = open()) {
      if (TestStore.isPostgresql()) {
        assertThat(show(database, "synchronous_commit")).isEqualTo("on");
        TestStore.administer(directory, "alter role gridwarden set synchronous_commit = off");
        try (Database again = open()) {
          assertThat(show(again, "synchronous_commit")).isEqualTo("on");
        } finally {
          TestStore.administer(directory, "alter role gridwarden reset synchronous_commit");
        }
        return;
      }
      int synchronous =
          database.write(h -> h.createQuery("pragma synchronous").mapTo(Integer.class).one());
      String journal =
          database.write(h -> h.createQuery("pragma journal_mode").mapTo(String.class).one());
      assertThat(synchronous).isEqualTo(2);
      assertThat(journal).isEqualTo("wal");
    }
  }

  private static String show(Database database, String setting) {
    return database.write(h -> h.createQuery("show " + setting).mapTo(String.class).one());
  }

  @Test
  void aWriteThatThrowsLeavesNothing() {
    try (Database database = open()) {
      assertThatThrownBy(
              () ->
                  database.update(
                      handle -> {
                        Settings.put(handle, "zone", "Asia/Urumqi");
                        throw new IllegalStateException("stop");
                      }))
          .isInstanceOf(IllegalStateException.class);
      assertThat(database.<Boolean>read(h -> Settings.find(h, "zone").isPresent())).isFalse();
    }
  }

  @Test
  void whatWasWrittenIsThereAfterOpeningAgain() {
    try (Database database = open()) {
      database.update(handle -> Settings.put(handle, "zone", "Asia/Shanghai"));
    }
    try (Database database = open()) {
      assertThat(database.<String>read(h -> Settings.find(h, "zone").orElseThrow()))
          .isEqualTo("Asia/Shanghai");
    }
  }

  @Test
  void theFeedTellsOfChangesOfAnotherProcessInOrder() throws Exception {
    try (Database reader = open();
        Database writer = open();
        ChangeFeed feed = new ChangeFeed(reader, 20)) {
      List<Long> seen = new ArrayList<>();
      CountDownLatch all = new CountDownLatch(3);
      feed.follow(
          batch ->
              batch.forEach(
                  change -> {
                    seen.add(change.seq());
                    all.countDown();
                  }));
      for (int i = 0; i < 3; i++) {
        String id = "v" + i;
        writer.update(handle -> ChangeStore.append(handle, "grids", id, Instant.EPOCH, null, "{}"));
      }
      assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(seen).hasSize(3).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void anUnknownKindOfDatabaseIsRefusedByName() {
    assertThatThrownBy(() -> Database.open("jdbc:mysql://x"))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("jdbc:postgresql");
  }
}
