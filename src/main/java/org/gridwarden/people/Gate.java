package org.gridwarden.people;

import java.util.Optional;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.FaultKind;
import org.gridwarden.http.Caller;
import org.gridwarden.http.Guard;
import org.gridwarden.http.Request;

/** Lets callers through who have the right that a route needs. Safe for many threads. */
public final class Gate {
  static final String COOKIE = "gridwarden_session";
  private static final String BEARER = "Bearer ";
  private static final String FOUND = Gate.class.getName();

  private final Accounts accounts;

  public Gate(Accounts accounts) {
    this.accounts = accounts;
  }

  /** The guard of a route that needs a right. */
  public Guard needs(Right right) {
    return new Needed(this, right);
  }

  /** Who asks; empty for a stranger. Found out once a request. */
  public Optional<Account> caller(Request request) {
    if (request.attribute(FOUND) instanceof Optional<?> found) {
      return found.map(Account.class::cast);
    }
    Optional<Account> found = token(request).flatMap(accounts::find);
    request.attribute(FOUND, found);
    return found;
  }

  /** Who asks, as the limits of rate need to know it. */
  public Optional<Caller> limited(Request request) {
    return callerIfKnown(request).map(account -> new Caller(account.id(), account.perSecond()));
  }

  /** As {@link #caller}; while nobody can be looked up, everyone unknown is a stranger. */
  private Optional<Account> callerIfKnown(Request request) {
    try {
      return caller(request);
    } catch (FaultException fault) {
      if (fault.isUnavailable()) {
        return Optional.empty();
      }
      throw fault;
    }
  }

  /**
   * Whether who asks has a right; a stranger has none, and nobody who isn't known while the
   * database can't be asked.
   */
  public boolean may(Request request, Right right) {
    return callerIfKnown(request).filter(account -> account.may(right)).isPresent();
  }

  /**
   * Who asks, on a route that is guarded.
   *
   * @throws FaultException UNAUTHENTICATED for a stranger
   */
  public Account account(Request request) {
    return caller(request)
        .orElseThrow(
            () ->
                new FaultException(
                    Fault.of(
                        FaultKind.UNAUTHENTICATED,
                        "sign in first: POST /api/v1/session with name and password")));
  }

  /** Who asks, as the audit names it. */
  public Actor actor(Request request) {
    return new Actor(account(request).name(), request.address());
  }

  /** The token that a request brings; that of a key only in the header, as no browser has one. */
  public static Optional<String> token(Request request) {
    String header = request.header("Authorization");
    if (header != null && header.startsWith(BEARER)) {
      return Optional.of(header.substring(BEARER.length()).strip());
    }
    return request.cookie(COOKIE).filter(token -> !Tokens.isOfKey(token));
  }

  /** A guard that names its right, so that a test can walk the routes. */
  public record Needed(Gate gate, Right right) implements Guard {
    @Override
    public void check(Request request) {
      Account account = gate.account(request);
      if (!account.may(right)) {
        throw new FaultException(
            Fault.of(
                FaultKind.FORBIDDEN,
                right.isOf(account.role())
                    ? "this key doesn't have the right " + right.code()
                    : "the role " + account.role().code() + " may not do this"));
      }
    }
  }
}
