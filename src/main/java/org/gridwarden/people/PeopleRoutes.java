package org.gridwarden.people;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.JsonBody;
import org.gridwarden.http.JsonField;
import org.gridwarden.http.JsonFields;
import org.gridwarden.http.Request;
import org.gridwarden.http.Schema;

/** The routes by which administrators manage accounts and read the audit. */
public final class PeopleRoutes {
  private static final int LONGEST_CODE = 64;
  private static final int USUAL_AUDIT = 100;

  static final JsonField<String> NAME =
      JsonField.line("name", AccountDraft.LONGEST_NAME).required();
  static final JsonField<AccountRole> ROLE =
      JsonField.oneOf("role", AccountRole.class, AccountRole::code).required();
  static final JsonField<String> PARTY = JsonField.line("party", LONGEST_CODE);
  static final JsonField<String> GRID = JsonField.line("grid", LONGEST_CODE);
  private static final JsonField<String> TEAM = JsonField.line("team", AccountDraft.LONGEST_NAME);
  private static final JsonField<String> PASSWORD = newPassword("password");
  private static final JsonFields NEW_ACCOUNT =
      JsonFields.of(NAME, PASSWORD, ROLE, PARTY, GRID, TEAM);
  private static final JsonFields NEW_PASSWORD = JsonFields.of(PASSWORD);

  private final Accounts accounts;
  private final Gate gate;

  public PeopleRoutes(Accounts accounts, Gate gate) {
    this.accounts = accounts;
    this.gate = gate;
  }

  static JsonField<String> newPassword(String field) {
    return JsonField.line(field, Passwords.LONGEST)
        .checked(Passwords::isLongEnough, Passwords.RULE)
        .required()
        .hidden();
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/api/v1/accounts", "accounts", "The accounts, by name")
            .guarded(gate.needs(Right.MANAGE))
            .answers("application/json", Schema.object().with("items", Schema.listOf(account())))
            .handle(
                request ->
                    request.json(
                        Map.of(
                            "items",
                            accounts.list().stream().map(PeopleRoutes::described).toList()))),
        Endpoint.post("/api/v1/accounts", "addAccount", "Adds an account", "application/json")
            .guarded(gate.needs(Right.MANAGE))
            .takes(NEW_ACCOUNT)
            .status(201)
            .answers("application/json", account())
            .handle(this::add),
        ofAccount("disable", "disableAccount", "Disables an account and ends its sessions", null)
            .handle(request -> act(request, accounts::disable)),
        ofAccount("enable", "enableAccount", "Lets a disabled account sign in again", null)
            .handle(request -> act(request, accounts::enable)),
        ofAccount(
                "password",
                "setPassword",
                "Gives an account a new password and ends its sessions",
                "application/json")
            .takes(NEW_PASSWORD)
            .handle(this::setPassword),
        Endpoint.delete(
                "/api/v1/accounts/{name}/sessions", "endSessions", "Ends an account's sessions")
            .guarded(gate.needs(Right.MANAGE))
            .path("name", "name of the account")
            .answers("application/json", Schema.object())
            .handle(request -> act(request, accounts::endSessions)),
        Endpoint.get("/api/v1/audit", "audit", "What was done, the newest first")
            .guarded(gate.needs(Right.MANAGE))
            .optional(
                "limit",
                Schema.integer(),
                "at most so many, 1 to " + AuditFilter.MOST + "; default " + USUAL_AUDIT)
            .optional("before", Schema.text(), "only what was done before this moment")
            .optional("actor", Schema.text(), "only what this account did; a key is key:NAME")
            .optional("action", Schema.text(), "only this action")
            .answers("application/json", Schema.object().with("items", Schema.listOf(auditEntry())))
            .handle(this::answerAudit));
  }

  private Endpoint ofAccount(String step, String id, String summary, String requestType) {
    return Endpoint.post("/api/v1/accounts/{name}/" + step, id, summary, requestType)
        .guarded(gate.needs(Right.MANAGE))
        .path("name", "name of the account")
        .answers("application/json", Schema.object());
  }

  static Schema account() {
    return Schema.object()
        .with("name", Schema.text())
        .with("role", Schema.text())
        .with("party", Schema.text().orNull())
        .with("grid", Schema.text().orNull())
        .with("team", Schema.text().orNull())
        .with("disabled", Schema.bool())
        .with("rights", Schema.listOf(Schema.text()));
  }

  static Map<String, Object> described(Account account) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("name", account.name());
    described.put("role", account.role().code());
    described.put("party", account.partyId());
    described.put("grid", account.grid());
    described.put("team", account.team());
    described.put("disabled", account.disabled());
    described.put(
        "rights",
        account.rights().stream().sorted(Comparator.naturalOrder()).map(Right::code).toList());
    return described;
  }

  private static Schema auditEntry() {
    return Schema.object()
        .with("at", Schema.moment())
        .with("actor", Schema.text().orNull())
        .with("action", Schema.text())
        .with("subject", Schema.text().orNull())
        .with("address", Schema.text().orNull());
  }

  private void add(Request request) {
    JsonBody body = request.body(NEW_ACCOUNT);
    Account added =
        accounts.add(
            new AccountDraft(
                body.get(NAME),
                body.get(ROLE),
                body.orNull(PARTY),
                body.orNull(GRID),
                body.orNull(TEAM),
                body.get(PASSWORD)),
            gate.actor(request));
    request.status(201);
    request.json(described(added));
  }

  private void setPassword(Request request) {
    String password = request.body(NEW_PASSWORD).get(PASSWORD);
    accounts.setPassword(request.path("name"), password, gate.actor(request));
    request.json(Map.of());
  }

  private void act(Request request, BiConsumer<String, Actor> act) {
    act.accept(request.path("name"), gate.actor(request));
    request.json(Map.of());
  }

  private void answerAudit(Request request) {
    AuditFilter filter =
        new AuditFilter(
            request.findInteger("limit", 1, AuditFilter.MOST).orElse(USUAL_AUDIT),
            request.findMoment("before").orElse(null),
            request.findText("actor").orElse(null),
            request.findText("action").orElse(null));
    request.json(Map.of("items", accounts.listAudit(filter)));
  }
}
