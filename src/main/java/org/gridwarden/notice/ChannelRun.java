package org.gridwarden.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.gridwarden.store.Database;
import org.gridwarden.store.Ids;
import org.gridwarden.time.Moments;
import org.jdbi.v3.core.Handle;

/**
 * Sends the messages of a channel one after the other. A transaction takes the channel and the next
 * message, making it where notices wait for one; then it is sent, outside any transaction; another
 * one writes down what became of it. Who dies between the two has sent at most one message that
 * another server sends again, with the same id and the same body. Safe for many threads.
 */
final class ChannelRun {
  private static final int MOST_IN_DIGEST = 1000;

  private final Database database;
  private final Clock clock;
  private final Moments moments;
  private final Sender sender;
  private final DeliverySettings settings;
  private final String server;

  /**
   * @param server tells this server from the others on the database
   */
  ChannelRun(
      Database database,
      Clock clock,
      Moments moments,
      Sender sender,
      DeliverySettings settings,
      String server) {
    this.database = database;
    this.clock = clock;
    this.moments = moments;
    this.sender = sender;
    this.settings = settings;
    this.server = server;
  }

  record Attempt(Channel channel, DeliveryStore.Message message) {}

  /** Sends the next message; false where there is none now, or the channel is someone else's. */
  boolean sendNext(String channelId) throws InterruptedException {
    Optional<Attempt> next = database.write(handle -> begin(handle, channelId));
    if (next.isEmpty()) {
      return false;
    }
    Attempt attempt = next.get();
    Outcome outcome =
        sender.send(attempt.channel(), attempt.message().id(), attempt.message().body());
    database.update(handle -> finish(handle, attempt, outcome));
    return true;
  }

  /** Takes the channel and the next message. The channel is given back where there is none. */
  Optional<Attempt> begin(Handle handle, String channelId) {
    Instant now = now();
    if (!LeaseStore.claim(handle, channelId, server, now, now.plus(settings.lease()))) {
      return Optional.empty();
    }
    Channel channel = ChannelStore.find(handle, channelId).orElseThrow();
    Optional<Instant> wait = RobotRate.waitUntil(handle, channel, now);
    if (wait.isPresent()) {
      LeaseStore.pause(handle, channelId, wait.get());
      LeaseStore.release(handle, channelId, server);
      return Optional.empty();
    }
    Optional<DeliveryStore.Message> message =
        DeliveryStore.findDue(handle, channelId, now).or(() -> make(handle, channel, now));
    if (message.isEmpty()) {
      LeaseStore.release(handle, channelId, server);
      return Optional.empty();
    }
    RobotRate.count(handle, channel, now);
    DeliveryStore.countAttempt(handle, message.get().id());
    return Optional.of(new Attempt(channel, message.get()));
  }

  private Optional<DeliveryStore.Message> make(Handle handle, Channel channel, Instant now) {
    List<Notice> notices =
        NoticeStore.listQueued(handle, channel.id(), channel.kind().isRobot() ? MOST_IN_DIGEST : 1);
    if (notices.isEmpty()) {
      return Optional.empty();
    }
    String id = Ids.next();
    NoticeText text = new NoticeText(channel.language(), moments.zone());
    String body =
        channel.kind().isRobot()
            ? new RobotBody(channel.kind(), text).of(notices)
            : WebhookBody.of(id, notices.get(0), text, moments);
    DeliveryStore.Message message =
        new DeliveryStore.Message(id, body, 0, now.plus(settings.giveUpAfter()));
    DeliveryStore.insert(handle, channel.id(), message, notices, now);
    return Optional.of(message);
  }

  private void finish(Handle handle, Attempt attempt, Outcome outcome) {
    String channelId = attempt.channel().id();
    String id = attempt.message().id();
    Instant now = now();
    if (outcome.isDelivered()) {
      DeliveryStore.markDelivered(handle, id, now);
      if (LeaseStore.markWell(handle, channelId)) {
        DeliveryStore.bringForward(handle, channelId, now);
      }
      return;
    }
    if (outcome.gone()) {
      DeliveryStore.markFailed(handle, id, now, outcome.error());
      ChannelStore.disable(handle, channelId, outcome.error());
    } else {
      tryLater(handle, attempt, outcome, now);
    }
    LeaseStore.release(handle, channelId, server);
  }

  private void tryLater(Handle handle, Attempt attempt, Outcome outcome, Instant now) {
    String channelId = attempt.channel().id();
    DeliveryStore.Message message = attempt.message();
    int inARow = LeaseStore.countFailure(handle, channelId);
    if (outcome.unreachable()) {
      LeaseStore.markFailing(handle, channelId, now);
    }
    double chance = ThreadLocalRandom.current().nextDouble();
    Duration own = settings.pause(message.attempts() + 1, chance);
    Duration wait = outcome.askedWait() == null ? own : outcome.askedWait();
    if (now.isBefore(message.giveUpAt())) {
      Instant next = now.plus(wait);
      DeliveryStore.markWaiting(
          handle,
          message.id(),
          next.isBefore(message.giveUpAt()) || outcome.askedWait() != null
              ? next
              : message.giveUpAt(),
          outcome.error());
    } else {
      DeliveryStore.markFailed(handle, message.id(), now, outcome.error());
    }
    Duration rest =
        outcome.askedWait() == null
            ? settings.channelPause(settings.pause(inARow, chance))
            : outcome.askedWait();
    LeaseStore.pause(handle, channelId, now.plus(rest));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
