package org.gridwarden.people;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.JsonBody;
import org.gridwarden.http.JsonField;
import org.gridwarden.http.JsonFields;
import org.gridwarden.http.Request;
import org.gridwarden.http.Schema;

/** The routes of signing in and out, and of the own password. */
public final class SessionRoutes {
  private static final JsonField<String> NAME =
      JsonField.line("name", AccountDraft.LONGEST_NAME).required();
  private static final JsonField<String> PASSWORD =
      JsonField.line("password", Passwords.LONGEST).required().hidden();
  private static final JsonFields SIGN_IN = JsonFields.of(NAME, PASSWORD);
  private static final JsonField<String> OLD =
      JsonField.line("old", Passwords.LONGEST).required().hidden();
  private static final JsonField<String> NEW = PeopleRoutes.newPassword("new");
  private static final JsonFields CHANGE = JsonFields.of(OLD, NEW);

  private final Accounts accounts;
  private final Gate gate;

  public SessionRoutes(Accounts accounts, Gate gate) {
    this.accounts = accounts;
    this.gate = gate;
  }

  public List<Endpoint> endpoints() {
    Schema account = PeopleRoutes.account();
    return List.of(
        Endpoint.post("/api/v1/session", "signIn", "Signs in", "application/json")
            .takes(SIGN_IN)
            .answers(
                "application/json",
                Schema.object().with("token", Schema.text()).with("account", account))
            .handle(this::signIn),
        Endpoint.get("/api/v1/session", "session", "Who is signed in")
            .guarded(gate.needs(Right.SIGNED_IN))
            .answers("application/json", account)
            .handle(request -> request.json(PeopleRoutes.described(gate.account(request)))),
        Endpoint.delete("/api/v1/session", "signOut", "Signs out")
            .guarded(gate.needs(Right.OWN_SESSION))
            .answers("application/json", Schema.object())
            .handle(this::signOut),
        Endpoint.post(
                "/api/v1/session/password",
                "changePassword",
                "Changes the own password and ends the account's other sessions",
                "application/json")
            .guarded(gate.needs(Right.OWN_SESSION))
            .takes(CHANGE)
            .answers("application/json", Schema.object())
            .handle(this::changePassword));
  }

  private void signIn(Request request) {
    JsonBody body = request.body(SIGN_IN);
    Sessions.SignedIn signedIn =
        accounts.sessions().signIn(body.get(NAME), body.get(PASSWORD), request.address());
    request.setCookie(Gate.COOKIE, signedIn.token(), Sessions.LASTS);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("token", signedIn.token());
    answer.put("account", PeopleRoutes.described(signedIn.account()));
    request.json(answer);
  }

  private void signOut(Request request) {
    accounts.sessions().signOut(Gate.token(request).orElseThrow(), gate.actor(request));
    request.removeCookie(Gate.COOKIE);
    request.json(Map.of());
  }

  private void changePassword(Request request) {
    JsonBody body = request.body(CHANGE);
    accounts
        .sessions()
        .changePassword(
            gate.account(request),
            Gate.token(request).orElseThrow(),
            body.get(OLD),
            body.get(NEW),
            gate.actor(request));
    request.json(Map.of());
  }
}
