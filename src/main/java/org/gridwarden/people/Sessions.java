package org.gridwarden.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.FaultKind;
import org.gridwarden.fault.Faults;
import org.gridwarden.store.ChangeStore;
import org.gridwarden.store.Database;
import org.jdbi.v3.core.Handle;

/**
 * Who is signed in. A token is known to its holder alone; the database has its hash. Safe for many
 * threads. A known token costs a look into memory.
 */
public final class Sessions {
  static final Duration LASTS = Duration.ofHours(12);

  private final Database database;
  private final Clock clock;
  private final Passwords passwords;
  private final TokenCache known;
  private final SignInThrottle throttle;
  private final Tokens tokens = new Tokens();

  Sessions(Database database, Clock clock, Passwords passwords, TokenCache known) {
    this.database = database;
    this.clock = clock;
    this.passwords = passwords;
    this.known = known;
    this.throttle = new SignInThrottle(clock);
  }

  /** Someone who has just signed in. */
  public record SignedIn(Account account, String token) {}

  /**
   * @param address that the attempt comes from
   * @throws FaultException UNAUTHENTICATED, the same and as slow for an unknown name, a wrong
   *     password and a disabled account; TOO_MANY_REQUESTS after many failures from there
   */
  public SignedIn signIn(String name, String password, String address) {
    Optional<AccountStore.Stored> stored = check(name, password, address);
    if (stored.isEmpty() || stored.get().account().disabled()) {
      throttle.failed(address, name);
      database.update(
          handle ->
              AuditStore.appendOfStranger(
                  handle, now(), address, "sign_in_failed", shortened(name)));
      throw new FaultException(
          Fault.of(FaultKind.UNAUTHENTICATED, "no account has this name and password"));
    }
    throttle.succeeded(address, name);
    String token = tokens.ofSession();
    Account account = stored.get().account();
    database.update(
        handle -> {
          SessionStore.deleteBefore(handle, now());
          SessionStore.insert(handle, Tokens.hash(token), account.id(), now(), now().plus(LASTS));
          AuditStore.append(handle, now(), new Actor(name, address), "signed_in", name);
        });
    return new SignedIn(account, token);
  }

  /** The account, where the password is its. */
  private Optional<AccountStore.Stored> check(String name, String password, String address) {
    throttle.check(address, name);
    Optional<AccountStore.Stored> stored =
        database.read(handle -> AccountStore.findByName(handle, name));
    boolean right =
        passwords.matches(password, stored.map(AccountStore.Stored::passwordHash).orElse(null));
    return right ? stored : Optional.empty();
  }

  /** Ends the session of this token. */
  public void signOut(String token, Actor actor) {
    database.update(
        handle -> {
          SessionStore.delete(handle, Tokens.hash(token));
          AuditStore.append(handle, now(), actor, "signed_out", actor.name());
          changed(handle, actor.name());
        });
    known.forget();
  }

  /**
   * Changes the own password and ends the account's sessions but this one.
   *
   * @param token of the session that goes on
   * @throws FaultException BAD_INPUT where the old password is wrong or the new one too short;
   *     TOO_MANY_REQUESTS after many wrong ones
   */
  public void changePassword(Account account, String token, String old, String fresh, Actor actor) {
    Faults faults = new Faults();
    AccountDraft.checkPassword(fresh, faults);
    faults.throwIfAny();
    if (check(account.name(), old, actor.address()).isEmpty()) {
      throttle.failed(actor.address(), account.name());
      database.update(
          handle ->
              AuditStore.append(handle, now(), actor, "password_change_failed", account.name()));
      throw FaultException.badInput("old", null, "this is not the password of the account");
    }
    String hash = passwords.hash(fresh);
    database.update(
        handle -> {
          AccountStore.setPassword(handle, account.name(), hash);
          SessionStore.deleteOthersOf(handle, account.id(), Tokens.hash(token));
          AuditStore.append(handle, now(), actor, "password_changed", account.name());
          changed(handle, account.name());
        });
    known.forget();
  }

  /** Whose token it is, where its session goes on. */
  Optional<Account> find(String token) {
    Instant at = clock.instant();
    return known.find(
        Tokens.hash(token),
        at,
        hash -> database.read(handle -> SessionStore.find(handle, hash, at)));
  }

  private void changed(Handle handle, String name) {
    ChangeStore.append(handle, Accounts.CHANGE_KIND, name, now(), null, null);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static String shortened(String name) {
    return name.length() <= AccountDraft.LONGEST_NAME
        ? name
        : name.substring(0, AccountDraft.LONGEST_NAME);
  }
}
