package org.gridwarden.notice;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.FaultKind;
import org.gridwarden.store.Database;

/** What became of the messages to channels. Safe for many threads. */
public final class Deliveries {
  private static final int MOST_COUNTED = 10_000;

  /** Ids are hexadecimal: every one sorts before this. */
  private static final String START = "~";

  private final Database database;
  private final Clock clock;
  private final DeliverySettings settings;
  private final Runnable afterRetry;

  /**
   * @param afterRetry called when a message is due now
   */
  public Deliveries(
      Database database, Clock clock, DeliverySettings settings, Runnable afterRetry) {
    this.database = database;
    this.clock = clock;
    this.settings = settings;
    this.afterRetry = afterRetry;
  }

  /**
   * @param next the cursor of the next page, or null where this is the last
   * @param queued how many notices wait for a message to be made of them, counted up to 10,000
   */
  record Page(List<Delivery> items, String next, int queued) {}

  /**
   * The newest first.
   *
   * @param state, channelId, cursor null for any
   */
  Page list(String state, String channelId, String cursor, int limit) {
    return database.read(
        handle -> {
          List<Delivery> items =
              DeliveryStore.list(
                  handle, state, channelId, cursor == null ? START : cursor, limit + 1);
          int queued = DeliveryStore.countQueued(handle, channelId, MOST_COUNTED);
          return items.size() <= limit
              ? new Page(items, null, queued)
              : new Page(items.subList(0, limit), items.get(limit - 1).id(), queued);
        });
  }

  /** How many messages wait to be sent, counted up to 10,000. */
  public int countWaiting() {
    return count(Delivery.WAITING);
  }

  /** How many messages were given up, counted up to 10,000. */
  public int countFailed() {
    return count(Delivery.FAILED);
  }

  private int count(String state) {
    return database.read(handle -> DeliveryStore.count(handle, state, MOST_COUNTED));
  }

  /**
   * Makes a message due now, and gives it its whole time again.
   *
   * @throws FaultException NOT_FOUND; CONFLICT where it was delivered
   */
  Delivery retry(String id) {
    Delivery retried =
        database.write(
            handle -> {
              Delivery found = DeliveryStore.find(handle, id).orElseThrow(() -> unknown(id));
              if (found.state().equals(Delivery.DELIVERED)) {
                throw new FaultException(
                    Fault.of(FaultKind.CONFLICT, "this message was delivered").value(id));
              }
              Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
              DeliveryStore.retry(handle, id, now, now.plus(settings.giveUpAfter()));
              LeaseStore.unpause(handle, found.channelId());
              return DeliveryStore.find(handle, id).orElseThrow();
            });
    afterRetry.run();
    return retried;
  }

  private static FaultException unknown(String id) {
    return FaultException.notFound("id", id, "no such message");
  }
}
