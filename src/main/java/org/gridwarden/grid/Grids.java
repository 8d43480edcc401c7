package org.gridwarden.grid;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.gridwarden.fault.FaultException;
import org.gridwarden.store.Change;
import org.gridwarden.store.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The grids that hold now, and on demand those of any other moment. Readers never lock: they get an
 * immutable snapshot. When grids change, the new snapshot replaces the old one once it stands;
 * where it can't be built, the old one stays and {@link #failure} says so.
 */
public final class Grids {
  public static final String CHANGE_KIND = "grids";

  private static final Logger LOG = LoggerFactory.getLogger(Grids.class);
  private static final int KEPT_SNAPSHOTS = 6;

  private final Database database;
  private final Clock clock;
  private final Cache<Span, GridSnapshot> snapshots =
      Caffeine.newBuilder().maximumSize(KEPT_SNAPSHOTS).build();
  private final ReentrantLock reloading = new ReentrantLock();
  private volatile Map<String, Current> layers = Map.of();
  private volatile String failure;
  private volatile Instant loadedAt;

  public Grids(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    reload();
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
  }

  /** The names of the layers that have published grids. */
  public List<String> listLayers() {
    return layers.keySet().stream().sorted().toList();
  }

  /**
   * The grids of a layer at a moment.
   *
   * @throws FaultException NOT_FOUND where there is no such layer; the default layer always exists
   */
  public GridSnapshot at(String layer, Instant at) {
    Current current = layers.get(layer);
    if (current == null) {
      if (layer.equals(GridVersion.DEFAULT_LAYER)) {
        return GridSnapshot.of(layer, List.of());
      }
      throw FaultException.notFound("layer", layer, "no such layer; there are " + listLayers());
    }
    return current.span().holds(at) ? current.snapshot() : other(current, at);
  }

  public GridSnapshot now(String layer) {
    return at(layer, clock.instant());
  }

  /** Why the newest grids could not be taken up, or null where they were. */
  public String failure() {
    return failure;
  }

  /** Since when the grids are as they are held now. */
  public Instant loadedAt() {
    return loadedAt;
  }

  /** Takes up what the change feed brings. */
  public void onChanges(List<Change> changes) {
    if (changes.stream().anyMatch(change -> change.kind().equals(CHANGE_KIND))) {
      reload();
    }
  }

  /**
   * Reads the layers anew. Cheap where nothing changed but the list of layers.
   *
   * @throws FaultException UNAVAILABLE where the database can't be read; the former ones stay
   */
  public void reload() {
    reloading.lock();
    try {
      Map<String, Current> next = new HashMap<>();
      for (String layer : database.<List<String>>read(GridStore::listLayers)) {
        List<Instant> turns = database.read(handle -> GridStore.listTurns(handle, layer));
        Span span = Span.around(layer, turns, clock.instant());
        next.put(layer, new Current(span, turns, load(span)));
      }
      snapshots.invalidateAll();
      layers = Map.copyOf(next);
      loadedAt = clock.instant();
      failure = null;
    } catch (RuntimeException broken) {
      failure = "the newest grids could not be loaded: " + broken.getMessage();
      LOG.error("The newest grids could not be loaded; the former ones stay", broken);
      if (broken instanceof FaultException fault && fault.isUnavailable()) {
        throw fault;
      }
    } finally {
      reloading.unlock();
    }
  }

  private GridSnapshot other(Current current, Instant at) {
    return snapshots.get(Span.around(current.span().layer(), current.turns(), at), this::load);
  }

  private GridSnapshot load(Span span) {
    Instant within = span.from() == null ? beforeAll(span) : span.from();
    List<Grid> grids = database.read(handle -> GridStore.listAt(handle, span.layer(), within));
    return GridSnapshot.of(span.layer(), grids);
  }

  private static Instant beforeAll(Span span) {
    return span.to() == null ? Instant.EPOCH : span.to().minusMillis(1);
  }

  private record Current(Span span, List<Instant> turns, GridSnapshot snapshot) {}

  /** A stretch of time [from, to) in which a layer's grids don't change; null is open. */
  private record Span(String layer, Instant from, Instant to) {
    static Span around(String layer, List<Instant> turns, Instant at) {
      Instant from = null;
      Instant to = null;
      for (Instant turn : turns) {
        if (turn.isAfter(at)) {
          to = turn;
          break;
        }
        from = turn;
      }
      return new Span(layer, from, to);
    }

    boolean holds(Instant at) {
      return (from == null || !from.isAfter(at)) && (to == null || to.isAfter(at));
    }
  }
}
