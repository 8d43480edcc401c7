package org.gridwarden.people;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.JsonBody;
import org.gridwarden.http.JsonField;
import org.gridwarden.http.JsonFields;
import org.gridwarden.http.Request;
import org.gridwarden.http.Schema;

/** The routes by which administrators manage the keys of other systems. */
public final class KeyRoutes {
  private static final JsonField<List<Right>> RIGHTS =
      JsonField.list(
          "rights",
          JsonField.oneOf("right", Arrays.asList(Right.values()), Right::code),
          Right.values().length);
  private static final JsonField<Integer> PER_SECOND =
      JsonField.integer("perSecond", 1, KeyDraft.MOST_PER_SECOND);
  private static final JsonField<Instant> EXPIRES = JsonField.moment("expires");
  private static final JsonFields NEW_KEY =
      JsonFields.of(
          PeopleRoutes.NAME,
          PeopleRoutes.ROLE,
          RIGHTS,
          PER_SECOND,
          PeopleRoutes.GRID,
          PeopleRoutes.PARTY,
          EXPIRES);

  private final Keys keys;
  private final Gate gate;

  public KeyRoutes(Accounts accounts, Gate gate) {
    this.keys = accounts.keys();
    this.gate = gate;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/api/v1/keys", "keys", "The keys of other systems, without their tokens")
            .guarded(gate.needs(Right.MANAGE))
            .answers(
                "application/json",
                Schema.object()
                    .with("items", Schema.listOf(key()))
                    .with("rightsOf", rightsOfRoles()))
            .handle(this::list),
        Endpoint.post(
                "/api/v1/keys",
                "addKey",
                "Makes a key; its token is told here and never again",
                "application/json")
            .guarded(gate.needs(Right.MANAGE))
            .takes(NEW_KEY)
            .status(201)
            .answers("application/json", key().with("token", Schema.text()))
            .handle(this::add),
        Endpoint.delete("/api/v1/keys/{name}", "revokeKey", "Revokes a key")
            .guarded(gate.needs(Right.MANAGE))
            .path("name", "name of the key")
            .answers("application/json", Schema.object())
            .handle(this::revoke));
  }

  /** By role the rights that a key of it can have. */
  private static Schema rightsOfRoles() {
    Schema rights = Schema.object();
    for (AccountRole role : AccountRole.values()) {
      rights = rights.with(role.code(), Schema.listOf(Schema.text()));
    }
    return rights;
  }

  private void list(Request request) {
    Map<String, List<String>> rightsOf = new LinkedHashMap<>();
    for (AccountRole role : AccountRole.values()) {
      rightsOf.put(role.code(), codes(Right.listOfKey(role)));
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("items", keys.list().stream().map(KeyRoutes::described).toList());
    answer.put("rightsOf", rightsOf);
    request.json(answer);
  }

  private static List<String> codes(Set<Right> rights) {
    return rights.stream().sorted().map(Right::code).toList();
  }

  private static Schema key() {
    return Schema.object()
        .with("name", Schema.text())
        .with("role", Schema.text())
        .with("rights", Schema.listOf(Schema.text()).orNull())
        .with("perSecond", Schema.integer().orNull())
        .with("grid", Schema.text().orNull())
        .with("party", Schema.text().orNull())
        .with("expires", Schema.moment().orNull())
        .with("revoked", Schema.moment().orNull())
        .with("createdBy", Schema.text().orNull())
        .with("created", Schema.moment())
        .with("lastUsed", Schema.moment().orNull());
  }

  private static Map<String, Object> described(ApiKey key) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("name", key.name());
    described.put("role", key.role().code());
    described.put("rights", key.rights() == null ? null : codes(key.rights()));
    described.put("perSecond", key.perSecond());
    described.put("grid", key.grid());
    described.put("party", key.partyId());
    described.put("expires", key.expiresAt());
    described.put("revoked", key.revokedAt());
    described.put("createdBy", key.createdBy());
    described.put("created", key.createdAt());
    described.put("lastUsed", key.lastUsedAt());
    return described;
  }

  private void add(Request request) {
    JsonBody body = request.body(NEW_KEY);
    Keys.Added added =
        keys.add(
            new KeyDraft(
                body.get(PeopleRoutes.NAME),
                body.get(PeopleRoutes.ROLE),
                body.find(RIGHTS).map(Set::<Right>copyOf).orElse(null),
                body.orNull(PER_SECOND),
                body.orNull(PeopleRoutes.GRID),
                body.orNull(PeopleRoutes.PARTY),
                body.orNull(EXPIRES)),
            gate.actor(request));
    Map<String, Object> answer = described(added.key());
    answer.put("token", added.token());
    request.status(201);
    request.json(answer);
  }

  private void revoke(Request request) {
    keys.revoke(request.path("name"), gate.actor(request));
    request.json(Map.of());
  }
}
