package org.gridwarden.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.FaultKind;
import org.gridwarden.fault.Faults;
import org.gridwarden.store.Change;
import org.gridwarden.store.ChangeStore;
import org.gridwarden.store.Database;
import org.gridwarden.store.Ids;
import org.jdbi.v3.core.Handle;

/**
 * The accounts, and with them who may act here: {@link Sessions} of people and {@link Keys} of
 * other systems. Who disables, ends or revokes does so at once here, and on other servers as soon
 * as they read the change feed. An actor is null where the operator at the machine acts. Safe for
 * many threads.
 */
public final class Accounts {
  static final String CHANGE_KIND = "accounts";

  private static final int MOST_NAMES = 50_000;

  private final Database database;
  private final Clock clock;
  private final Predicate<String> isGrid;
  private final Passwords passwords = new Passwords();
  private final TokenCache known = new TokenCache();
  private final Sessions sessions;
  private final Keys keys;
  private final Cache<String, String> names = Caffeine.newBuilder().maximumSize(MOST_NAMES).build();

  /**
   * @param isGrid whether a code is that of a grid
   */
  public Accounts(Database database, Clock clock, Predicate<String> isGrid) {
    this.database = database;
    this.clock = clock;
    this.isGrid = isGrid;
    this.sessions = new Sessions(database, clock, passwords, known);
    this.keys = new Keys(database, clock, isGrid, known);
  }

  public Sessions sessions() {
    return sessions;
  }

  public Keys keys() {
    return keys;
  }

  /** Whose token it is, of a session or of a key, where it is still good. */
  public Optional<Account> find(String token) {
    return Tokens.isOfKey(token)
        ? keys.find(token)
        : Tokens.isOfSession(token) ? sessions.find(token) : Optional.empty();
  }

  /** Whether somebody who acts for a party can sign in. */
  public boolean isRepresented(String partyId) {
    return database.read(handle -> AccountStore.isRepresented(handle, partyId));
  }

  /** The ids of all parties for which somebody can sign in. */
  public Set<String> listRepresented() {
    return database.read(AccountStore::listRepresented);
  }

  /** The name of an account or key, whatever became of it; names never change. */
  public Optional<String> findName(String id) {
    String name = names.getIfPresent(id);
    if (name == null) {
      Optional<String> found = database.read(handle -> AccountStore.findName(handle, id));
      found.ifPresent(each -> names.put(id, each));
      return found;
    }
    return Optional.of(name);
  }

  /** Forgets what another server changed. */
  public void onChanges(List<Change> changes) {
    if (changes.stream().anyMatch(change -> change.kind().equals(CHANGE_KIND))) {
      forget();
    }
  }

  /** Forgets whom tokens are known to belong to. */
  public void forget() {
    known.forget();
  }

  public List<Account> list() {
    return database.read(AccountStore::list);
  }

  public List<AuditEntry> listAudit(AuditFilter filter) {
    return database.read(handle -> AuditStore.list(handle, filter));
  }

  /**
   * Adds an account.
   *
   * @throws FaultException BAD_INPUT with every fault by field; CONFLICT where the name is taken
   */
  public Account add(AccountDraft draft, Actor actor) {
    Faults faults = new Faults();
    AccountDraft.checkPassword(draft.password(), faults);
    return add(draft, actor, faults);
  }

  /** As {@link #add}, with any password: for the accounts of a demonstration. */
  public Account addUnchecked(
      String name, String roleCode, String partyId, String grid, String password, Actor actor) {
    AccountRole role = AccountRole.parse("role", roleCode);
    return add(new AccountDraft(name, role, partyId, grid, null, password), actor, new Faults());
  }

  private Account add(AccountDraft draft, Actor actor, Faults faults) {
    draft.check(faults);
    database.<Void>read(
        handle -> {
          AccountDraft.checkPlace(handle, draft.partyId(), draft.grid(), isGrid, faults);
          checkTeam(handle, draft, faults);
          return null;
        });
    faults.throwIfAny();
    // Not while the database is held: it takes long.
    String hash = passwords.hash(draft.password());
    Account account =
        Account.person(
            Ids.next(),
            draft.name(),
            draft.role(),
            draft.partyId(),
            draft.grid(),
            draft.team(),
            false);
    database.updateAlone(
        handle -> {
          if (AccountStore.findByName(handle, draft.name()).isPresent()) {
            throw new FaultException(
                Fault.of(FaultKind.CONFLICT, "this name is taken")
                    .field("name")
                    .value(draft.name()));
          }
          AccountStore.insert(handle, account, hash, now());
          done(handle, actor, "account_added", draft.name());
        });
    return account;
  }

  private static void checkTeam(Handle handle, AccountDraft draft, Faults faults) {
    if (draft.team() == null || draft.role() != AccountRole.INSPECTOR) {
      return;
    }
    boolean isLeader =
        AccountStore.findByName(handle, draft.team())
            .filter(stored -> stored.account().role() == AccountRole.LEADER)
            .isPresent();
    if (!isLeader) {
      faults.add(
          Fault.badInput("a team is named for the account of its leader")
              .field("team")
              .value(draft.team()));
    }
  }

  /**
   * Disables an account and ends its sessions at once. Of a disabled one nothing changes.
   *
   * @throws FaultException NOT_FOUND; CONFLICT where nobody could manage accounts any more
   */
  public void disable(String name, Actor actor) {
    database.updateAlone(
        handle -> {
          Account account = get(handle, name);
          if (account.disabled()) {
            return;
          }
          if (account.role() == AccountRole.ADMIN && !AccountStore.hasOtherAdmin(handle, name)) {
            throw new FaultException(
                Fault.of(
                        FaultKind.CONFLICT,
                        "the last administrator can't be disabled; enable or add another first")
                    .field("name")
                    .value(name));
          }
          AccountStore.disable(handle, name, now());
          SessionStore.deleteOf(handle, account.id());
          done(handle, actor, "account_disabled", name);
        });
    known.forget();
  }

  /**
   * Lets a disabled account sign in again. Of another nothing changes.
   *
   * @throws FaultException NOT_FOUND
   */
  public void enable(String name, Actor actor) {
    database.updateAlone(
        handle -> {
          if (get(handle, name).disabled()) {
            AccountStore.enable(handle, name);
            done(handle, actor, "account_enabled", name);
          }
        });
  }

  /**
   * Gives an account a new password and ends its sessions at once.
   *
   * @throws FaultException NOT_FOUND; BAD_INPUT
   */
  public void setPassword(String name, String password, Actor actor) {
    Faults faults = new Faults();
    AccountDraft.checkPassword(password, faults);
    faults.throwIfAny();
    database.read(handle -> get(handle, name));
    String hash = passwords.hash(password);
    database.updateAlone(
        handle -> {
          AccountStore.setPassword(handle, name, hash);
          SessionStore.deleteOf(handle, get(handle, name).id());
          done(handle, actor, "password_set", name);
        });
    known.forget();
  }

  /**
   * Ends every session of an account at once.
   *
   * @throws FaultException NOT_FOUND
   */
  public void endSessions(String name, Actor actor) {
    database.updateAlone(
        handle -> {
          SessionStore.deleteOf(handle, get(handle, name).id());
          done(handle, actor, "sessions_ended", name);
        });
    known.forget();
  }

  private static Account get(Handle handle, String name) {
    return AccountStore.findByName(handle, name)
        .map(AccountStore.Stored::account)
        .orElseThrow(() -> FaultException.notFound("name", name, "no such account"));
  }

  private void done(Handle handle, Actor actor, String action, String name) {
    AuditStore.append(handle, now(), actor, action, name);
    ChangeStore.append(handle, CHANGE_KIND, name, now(), null, null);
  }

  /** Writes into the audit what was done elsewhere. */
  public void note(Actor actor, String action, String subject) {
    database.update(handle -> AuditStore.append(handle, now(), actor, action, subject));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
