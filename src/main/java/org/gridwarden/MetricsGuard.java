package org.gridwarden;

import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.FaultKind;
import org.gridwarden.http.Guard;
import org.gridwarden.http.Request;
import org.gridwarden.people.AccountRole;
import org.gridwarden.people.Gate;

/**
 * Lets through administrators and their keys, and whoever asks from the server's own machine. What
 * came through a proxy didn't, even if the proxy runs here and nobody said that it is trusted.
 */
record MetricsGuard(Gate gate) implements Guard {
  @Override
  public void check(Request request) {
    boolean forwarded =
        request.header("X-Forwarded-For") != null || request.header("Forwarded") != null;
    if (!forwarded && request.isLocal()) {
      return;
    }
    if (gate.account(request).role() != AccountRole.ADMIN) {
      throw new FaultException(
          Fault.of(FaultKind.FORBIDDEN, "the server's figures are for administrators"));
    }
  }
}
