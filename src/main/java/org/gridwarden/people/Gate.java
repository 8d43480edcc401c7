package org.gridwarden.people;

import java.util.Optional;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.FaultKind;
import org.gridwarden.http.Guard;
import org.gridwarden.http.Request;

/** Lets callers through who have the right that a route needs. Safe for many threads. */
public final class Gate {
  static final String COOKIE = "gridwarden_session";
  private static final String BEARER = "Bearer ";

  private final Accounts accounts;

  public Gate(Accounts accounts) {
    this.accounts = accounts;
  }

  /** The guard of a route that needs a right. */
  public Guard needs(Right right) {
    return new Needed(this, right);
  }

  /** Who asks; empty for a stranger. */
  public Optional<Account> caller(Request request) {
    return token(request).flatMap(accounts::find);
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

  static Optional<String> token(Request request) {
    String header = request.header("Authorization");
    if (header != null && header.startsWith(BEARER)) {
      return Optional.of(header.substring(BEARER.length()).strip());
    }
    return request.cookie(COOKIE);
  }

  /** A guard that names its right, so that a test can walk the routes. */
  public record Needed(Gate gate, Right right) implements Guard {
    @Override
    public void check(Request request) {
      Account account = gate.account(request);
      if (!right.isOf(account.role())) {
        throw new FaultException(
            Fault.of(
                FaultKind.FORBIDDEN, "the role " + account.role().code() + " may not do this"));
      }
    }
  }
}
