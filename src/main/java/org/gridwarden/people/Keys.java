package org.gridwarden.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.FaultKind;
import org.gridwarden.fault.Faults;
import org.gridwarden.store.ChangeStore;
import org.gridwarden.store.Database;
import org.gridwarden.store.Ids;

/**
 * The keys by which other systems act. A token is told once, when its key is made; the database has
 * its hash. Safe for many threads.
 */
public final class Keys {
  private static final Duration NOTED_EVERY = Duration.ofHours(1);

  private final Database database;
  private final Clock clock;
  private final Predicate<String> isGrid;
  private final TokenCache known;
  private final Tokens tokens = new Tokens();

  /** By id: when a use was last noted, and uses that are still to be. */
  private final Map<String, Instant> noted = new ConcurrentHashMap<>();

  private final Map<String, Instant> used = new ConcurrentHashMap<>();

  Keys(Database database, Clock clock, Predicate<String> isGrid, TokenCache known) {
    this.database = database;
    this.clock = clock;
    this.isGrid = isGrid;
    this.known = known;
  }

  /**
   * A key that has just been made.
   *
   * @param token can't be told again
   */
  public record Added(ApiKey key, String token) {}

  public List<ApiKey> list() {
    return database.read(KeyStore::list);
  }

  /**
   * Makes a key. The name of one that was revoked isn't used again: the audit tells keys by name.
   *
   * @param actor who makes it, or null for the operator at the machine
   * @throws FaultException BAD_INPUT with every fault by field; CONFLICT where the name is taken
   */
  public Added add(KeyDraft draft, Actor actor) {
    Faults faults = new Faults();
    draft.check(faults, now());
    String token = tokens.ofKey();
    ApiKey key =
        new ApiKey(
            Ids.next(),
            draft.name(),
            draft.role(),
            draft.rights(),
            draft.perSecond(),
            draft.grid(),
            draft.partyId(),
            draft.expiresAt(),
            null,
            actor == null ? null : actor.name(),
            now(),
            null);
    database.updateAlone(
        handle -> {
          AccountDraft.checkPlace(handle, draft.partyId(), draft.grid(), isGrid, faults);
          faults.throwIfAny();
          if (KeyStore.findByName(handle, draft.name()).isPresent()) {
            throw new FaultException(
                Fault.of(FaultKind.CONFLICT, "this name is taken, maybe by a revoked key")
                    .field("name")
                    .value(draft.name()));
          }
          KeyStore.insert(handle, key, Tokens.hash(token));
          AuditStore.append(handle, now(), actor, "key_added", draft.name());
        });
    return new Added(key, token);
  }

  /**
   * Makes a key good for nothing from now on. Of a revoked one nothing changes.
   *
   * @throws FaultException NOT_FOUND
   */
  public void revoke(String name, Actor actor) {
    database.updateAlone(
        handle -> {
          ApiKey key =
              KeyStore.findByName(handle, name)
                  .orElseThrow(() -> FaultException.notFound("name", name, "no such key"));
          if (key.revokedAt() == null) {
            KeyStore.revoke(handle, name, now());
            AuditStore.append(handle, now(), actor, "key_revoked", name);
            ChangeStore.append(
                handle, Accounts.CHANGE_KIND, Account.KEY_PREFIX + name, now(), null, null);
          }
        });
    known.forget();
  }

  /** Whose token it is, where it is still good. */
  Optional<Account> find(String token) {
    Instant at = clock.instant();
    Optional<Account> account =
        known.find(
            Tokens.hash(token),
            at,
            hash -> database.read(handle -> KeyStore.findByToken(handle, hash, at)));
    account.ifPresent(each -> note(each.id(), at));
    return account;
  }

  private void note(String id, Instant at) {
    Instant last = noted.get(id);
    if (last == null || last.isBefore(at.minus(NOTED_EVERY))) {
      used.put(id, at);
    }
  }

  /**
   * Writes down which keys were used, each at most once an hour: called now and then, so that no
   * request waits for it.
   */
  public void noteUses() {
    if (used.isEmpty()) {
      return;
    }
    Map<String, Instant> uses = Map.copyOf(used);
    database.update(
        handle ->
            uses.forEach(
                (id, at) ->
                    KeyStore.noteUse(
                        handle, id, at.truncatedTo(ChronoUnit.MILLIS), at.minus(NOTED_EVERY))));
    uses.forEach(
        (id, at) -> {
          noted.put(id, at);
          used.remove(id, at);
        });
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
