package org.gridwarden.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.FaultKind;
import org.gridwarden.store.Change;
import org.gridwarden.store.ChangeStore;
import org.gridwarden.store.Database;
import org.gridwarden.store.Ids;

/**
 * Accounts and who is signed in. A token is known to its holder alone; the database has its hash.
 * Safe for many threads. A known token costs a look into memory; what another server revokes is
 * seen with its change feed.
 */
public final class Accounts {
  static final Duration SESSION = Duration.ofHours(12);

  private static final String CHANGE_KIND = "accounts";
  private static final int TOKEN_BYTES = 32;
  private static final int LONGEST_NAME = 64;
  private static final int MOST_KNOWN_SESSIONS = 50_000;
  private static final Duration KNOWN_FOR = Duration.ofSeconds(60);

  private final Database database;
  private final Clock clock;
  private final SignInThrottle throttle;
  private final SecureRandom random = new SecureRandom();
  private final Cache<String, Account> known =
      Caffeine.newBuilder().maximumSize(MOST_KNOWN_SESSIONS).expireAfterWrite(KNOWN_FOR).build();

  public Accounts(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.throttle = new SignInThrottle(clock);
  }

  /** Someone who has just signed in. */
  public record SignedIn(Account account, String token) {}

  public List<Account> list() {
    return database.read(AccountStore::list);
  }

  public List<AuditEntry> listAudit(int limit) {
    return database.read(handle -> AccountStore.listAudit(handle, limit));
  }

  /**
   * Adds an account.
   *
   * @param partyId the party that it acts for, or null
   * @param grid that it is in charge of, or null; not checked here
   * @param actor the name of the account that adds it, or null for the operator at the machine
   * @throws FaultException CONFLICT where the name is taken; BAD_INPUT by field
   */
  public Account add(
      String name, String roleCode, String partyId, String grid, String password, String actor) {
    Passwords.check(password);
    return addUnchecked(name, roleCode, partyId, grid, password, actor);
  }

  /** As {@link #add}, with any password: for the accounts of a demonstration. */
  public Account addUnchecked(
      String name, String roleCode, String partyId, String grid, String password, String actor) {
    if (name.isBlank() || name.length() > LONGEST_NAME || !name.equals(name.strip())) {
      throw FaultException.badInput("name", name, "a name of 1 to " + LONGEST_NAME + " characters");
    }
    AccountRole role =
        AccountRole.find(roleCode)
            .orElseThrow(
                () ->
                    FaultException.badInput(
                        "role", roleCode, "admin, leader, chief, unit, inspector or reporter"));
    String hash = Passwords.hash(password);
    Account account = new Account(Ids.next(), name, role, partyId, grid, false);
    database.update(
        handle -> {
          if (AccountStore.findByName(handle, name).isPresent()) {
            throw new FaultException(
                Fault.of(FaultKind.CONFLICT, "this name is taken").field("name").value(name));
          }
          if (partyId != null && !AccountStore.isParty(handle, partyId)) {
            throw FaultException.badInput("party", partyId, "no such party");
          }
          AccountStore.insert(handle, account, hash, now());
          AccountStore.audit(handle, now(), actor, "account_added", name, null);
          changed(handle, name);
        });
    return account;
  }

  /** Disables an account and ends its sessions at once. */
  public void disable(String name, String actor) {
    database.update(
        handle -> {
          if (AccountStore.disable(handle, name, now()) == 0) {
            throw FaultException.notFound("name", name, "no such account");
          }
          AccountStore.deleteSessionsOf(handle, name);
          AccountStore.audit(handle, now(), actor, "account_disabled", name, null);
          changed(handle, name);
        });
    known.invalidateAll();
  }

  /**
   * @param address that the attempt comes from
   * @throws FaultException UNAUTHENTICATED, the same for an unknown name and a wrong password;
   *     TOO_MANY_REQUESTS after many failures from there
   */
  public SignedIn signIn(String name, String password, String address) {
    throttle.check(address, name);
    Optional<AccountStore.Stored> stored =
        database.read(handle -> AccountStore.findByName(handle, name));
    boolean right =
        Passwords.matches(password, stored.map(AccountStore.Stored::passwordHash).orElse(null));
    if (!right || stored.get().account().disabled()) {
      throttle.failed(address, name);
      database.update(
          handle ->
              AccountStore.audit(handle, now(), null, "sign_in_failed", shortened(name), address));
      throw new FaultException(
          Fault.of(FaultKind.UNAUTHENTICATED, "no account has this name and password"));
    }
    throttle.succeeded(address, name);
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Account account = stored.get().account();
    database.update(
        handle -> {
          AccountStore.deleteSessionsBefore(handle, now());
          AccountStore.insertSession(handle, hash(token), account.id(), now(), now().plus(SESSION));
          AccountStore.audit(handle, now(), name, "signed_in", name, address);
        });
    return new SignedIn(account, token);
  }

  public void signOut(String token) {
    String hash = hash(token);
    Optional<Account> account = find(token);
    database.update(
        handle -> {
          AccountStore.deleteSession(handle, hash);
          account.ifPresent(
              each -> {
                AccountStore.audit(handle, now(), each.name(), "signed_out", each.name(), null);
                changed(handle, each.name());
              });
        });
    known.invalidate(hash);
  }

  /** Whose token it is, where it is still good. */
  public Optional<Account> find(String token) {
    String hash = hash(token);
    Account account = known.getIfPresent(hash);
    if (account == null) {
      account =
          database
              .<Optional<Account>>read(
                  handle -> AccountStore.findBySession(handle, hash, clock.instant()))
              .orElse(null);
      if (account != null) {
        known.put(hash, account);
      }
    }
    return Optional.ofNullable(account);
  }

  /** Forgets what another server changed. */
  public void onChanges(List<Change> changes) {
    if (changes.stream().anyMatch(change -> change.kind().equals(CHANGE_KIND))) {
      known.invalidateAll();
    }
  }

  private void changed(org.jdbi.v3.core.Handle handle, String name) {
    ChangeStore.append(handle, CHANGE_KIND, name, now(), null, null);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }

  private static String hash(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
