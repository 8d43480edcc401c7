package org.gridwarden.notice;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.gridwarden.store.Database;
import org.gridwarden.store.Ids;
import org.gridwarden.store.TestStore;
import org.gridwarden.time.Moments;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A database, receivers and the ways to send to them, with pauses of milliseconds. */
abstract class DelivererFixture {
  static final Moments MOMENTS = Moments.of("Asia/Shanghai");
  static final String SECRET = "a shared secret";
  static final DeliverySettings QUICK =
      new DeliverySettings(
          List.of(Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMillis(100)),
          Duration.ofDays(3),
          Duration.ofMillis(50),
          Duration.ofSeconds(60),
          Duration.ofMillis(20),
          4);

  @TempDir Path folder;
  Database database;
  Receiver receiver;

  @BeforeEach
  void open() {
    database = TestStore.open(folder);
    database.update(handle -> NoticeStore.startAt(handle, 0));
    receiver = new Receiver();
  }

  @AfterEach
  void close() {
    receiver.close();
    database.close();
  }

  static Sender sender(Clock clock) {
    return new Sender(clock, Duration.ofMillis(500), Duration.ofMillis(400));
  }

  Deliverer deliverer(Database on, Clock clock) {
    return new Deliverer(on, clock, MOMENTS, sender(clock), QUICK);
  }

  Deliverer deliverer() {
    return deliverer(database, Clock.systemUTC());
  }

  ChannelRun run(Clock clock, DeliverySettings settings, String server) {
    return new ChannelRun(database, clock, MOMENTS, sender(clock), settings, server);
  }

  Channel channel(ChannelKind kind, String url, String secret) {
    Channel channel =
        new Channel(
            Ids.next(),
            "channel " + Ids.next(),
            kind,
            url,
            secret,
            Set.of(),
            Set.of(),
            Set.of(),
            "zh-CN",
            true,
            null);
    database.update(handle -> ChannelStore.insert(handle, channel, Problems.AT));
    return channel;
  }

  Channel webhook() {
    return channel(ChannelKind.WEBHOOK, receiver.url(), SECRET);
  }

  /** Dispatches problems titled with the prefix and their number, and makes the notices. */
  void dispatch(String prefix, int count) {
    for (int i = 0; i < count; i++) {
      Problems.dispatch(database, prefix + i, "unit");
    }
    NoticeFeed.catchUp(database, () -> {});
  }

  List<Delivery> list(String state) {
    return database.read(handle -> DeliveryStore.list(handle, state, null, "~", 1000));
  }

  ChannelStore.Standing standing(Channel channel) {
    return database.<List<ChannelStore.Standing>>read(ChannelStore::list).stream()
        .filter(each -> each.channel().id().equals(channel.id()))
        .findFirst()
        .orElseThrow();
  }
}
