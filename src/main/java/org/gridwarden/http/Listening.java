package org.gridwarden.http;

import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/**
 * What a route decides of one who wants to listen. All of it is called from threads of the stream,
 * from several at a time, and should be quick.
 *
 * @param owner whose listeners are counted together: an account, or an address for strangers
 * @param visible whether they may get an event, by its subject; where it throws, they don't
 * @param stillAllowed asked at every heartbeat; false (a session that ended) ends the stream
 * @param missed the events after an id, rising, when a client comes back; asked once, before the
 *     stream begins, and as many as the route thinks fit. {@link #visible} is asked of them too.
 */
public record Listening(
    String owner,
    Predicate<Object> visible,
    BooleanSupplier stillAllowed,
    LongFunction<List<StreamEvent>> missed) {
  public Listening {
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(visible, "visible");
    Objects.requireNonNull(stillAllowed, "stillAllowed");
    Objects.requireNonNull(missed, "missed");
  }

  /** Decides of one who wants to listen, or throws a fault. */
  @FunctionalInterface
  public interface Route {
    Listening open(Request request);
  }
}
