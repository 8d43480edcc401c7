package org.gridwarden.people;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gridwarden.fault.FaultException;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.Request;
import org.gridwarden.http.Schema;

/** The routes of signing in and of the audit. */
public final class SessionRoutes {
  private static final int MOST_AUDIT = 500;
  private static final Schema ACCOUNT =
      Schema.object()
          .with("name", Schema.text())
          .with("role", Schema.text())
          .with("party", Schema.text().orNull())
          .with("grid", Schema.text().orNull());

  private final Accounts accounts;
  private final Gate gate;

  public SessionRoutes(Accounts accounts, Gate gate) {
    this.accounts = accounts;
    this.gate = gate;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post("/api/v1/session", "signIn", "Signs in", "application/json")
            .answers(
                "application/json",
                Schema.object().with("token", Schema.text()).with("account", ACCOUNT))
            .handle(this::signIn),
        Endpoint.get("/api/v1/session", "session", "Who is signed in")
            .guarded(gate.needs(Right.SIGNED_IN))
            .answers("application/json", ACCOUNT)
            .handle(request -> request.json(described(gate.account(request)))),
        Endpoint.delete("/api/v1/session", "signOut", "Signs out")
            .guarded(gate.needs(Right.SIGNED_IN))
            .answers("application/json", Schema.object())
            .handle(this::signOut),
        Endpoint.get("/api/v1/audit", "audit", "What was done, the newest first")
            .guarded(gate.needs(Right.MANAGE))
            .answers("application/json", Schema.object().with("items", Schema.listOf(Schema.any())))
            .handle(request -> request.json(Map.of("items", accounts.listAudit(MOST_AUDIT)))));
  }

  private void signIn(Request request) {
    JsonNode body = request.json();
    Accounts.SignedIn signedIn =
        accounts.signIn(text(body, "name"), text(body, "password"), request.address());
    request.setCookie(Gate.COOKIE, signedIn.token(), Accounts.SESSION);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("token", signedIn.token());
    answer.put("account", described(signedIn.account()));
    request.json(answer);
  }

  private void signOut(Request request) {
    Gate.token(request).ifPresent(accounts::signOut);
    request.removeCookie(Gate.COOKIE);
    request.json(Map.of());
  }

  private static Map<String, Object> described(Account account) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("name", account.name());
    described.put("role", account.role().code());
    described.put("party", account.partyId());
    described.put("grid", account.grid());
    return described;
  }

  private static String text(JsonNode body, String name) {
    JsonNode value = body.path(name);
    if (!value.isTextual() || value.textValue().isEmpty()) {
      throw FaultException.badInput(name, null, "a text is wanted");
    }
    return value.textValue();
  }
}
