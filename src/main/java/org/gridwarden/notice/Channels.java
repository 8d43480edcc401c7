package org.gridwarden.notice;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.FaultKind;
import org.gridwarden.people.Actor;
import org.gridwarden.people.AuditStore;
import org.gridwarden.store.Database;
import org.gridwarden.store.Ids;
import org.gridwarden.time.Moments;
import org.jdbi.v3.core.Handle;

/** The channels, as people set them up. Safe for many threads. */
public final class Channels {
  private static final int MOST = 200;

  private final Database database;
  private final Clock clock;
  private final Moments moments;
  private final Sender sender;
  private final Runnable afterChange;

  /**
   * @param afterChange called when a channel was changed: something may be due now
   */
  public Channels(
      Database database, Clock clock, Moments moments, Sender sender, Runnable afterChange) {
    this.database = database;
    this.clock = clock;
    this.moments = moments;
    this.sender = sender;
    this.afterChange = afterChange;
  }

  List<ChannelStore.Standing> list() {
    return database.read(ChannelStore::list);
  }

  /**
   * Adds a channel; it tells what happens from now on.
   *
   * @throws FaultException CONFLICT where the name is taken
   */
  void add(Channel channel, Actor actor) {
    database.updateAlone(
        handle -> {
          if (ChannelStore.list(handle).size() >= MOST) {
            throw new FaultException(
                Fault.of(FaultKind.CONFLICT, "there are " + MOST + " channels, no more fit"));
          }
          refuseTaken(ChannelStore.isNameTaken(handle, channel.name(), channel.id()), channel);
          ChannelStore.insert(handle, channel, now());
          audit(handle, actor, "channel_added", channel);
        });
  }

  /**
   * Changes a channel; what waits for it is tried again at once.
   *
   * @param change from what it is to what it shall be
   * @throws FaultException NOT_FOUND; CONFLICT where the new name is taken
   */
  Channel change(String id, UnaryOperator<Channel> change, Actor actor) {
    Channel changed =
        database.writeAlone(
            handle -> {
              Channel channel =
                  change.apply(ChannelStore.find(handle, id).orElseThrow(() -> unknown(id)));
              refuseTaken(ChannelStore.isNameTaken(handle, channel.name(), id), channel);
              ChannelStore.update(handle, channel);
              audit(handle, actor, "channel_changed", channel);
              return channel;
            });
    afterChange.run();
    return changed;
  }

  /**
   * Removes a channel, with what waits for it.
   *
   * @throws FaultException NOT_FOUND
   */
  void delete(String id, Actor actor) {
    database.update(
        handle -> {
          Channel channel = ChannelStore.find(handle, id).orElseThrow(() -> unknown(id));
          ChannelStore.delete(handle, id);
          audit(handle, actor, "channel_deleted", channel);
        });
  }

  /**
   * Sends a test message now, once, also where the channel is turned off. Takes as long as the
   * receiver does.
   *
   * @throws FaultException NOT_FOUND; TOO_MANY_REQUESTS where a robot has had its messages of this
   *     minute
   */
  Outcome test(String id, Actor actor) throws InterruptedException {
    Channel channel =
        database.write(
            handle -> {
              Channel found = ChannelStore.find(handle, id).orElseThrow(() -> unknown(id));
              Optional<Instant> wait = RobotRate.waitUntil(handle, found, now());
              if (wait.isPresent()) {
                throw new FaultException(
                    Fault.of(
                        FaultKind.TOO_MANY_REQUESTS,
                        "the robot takes no more messages before " + moments.format(wait.get())));
              }
              RobotRate.count(handle, found, now());
              audit(handle, actor, "channel_tested", found);
              return found;
            });
    String deliveryId = Ids.next();
    NoticeText text = new NoticeText(channel.language(), moments.zone());
    String body =
        channel.kind().isRobot()
            ? new RobotBody(channel.kind(), text).ofTest(channel.name())
            : WebhookBody.ofTest(deliveryId, channel, text, now(), moments);
    return sender.send(channel, deliveryId, body);
  }

  private void audit(Handle handle, Actor actor, String action, Channel channel) {
    AuditStore.append(handle, now(), actor, action, channel.name());
  }

  private static void refuseTaken(boolean taken, Channel channel) {
    if (taken) {
      throw new FaultException(
          Fault.of(FaultKind.CONFLICT, "another channel has this name")
              .field("name")
              .value(channel.name()));
    }
  }

  private static FaultException unknown(String id) {
    return FaultException.notFound("id", id, "no such channel");
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
