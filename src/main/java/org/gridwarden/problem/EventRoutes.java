package org.gridwarden.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.EventStream;
import org.gridwarden.http.Json;
import org.gridwarden.http.Listening;
import org.gridwarden.http.Request;
import org.gridwarden.http.StreamEvent;
import org.gridwarden.people.Account;
import org.gridwarden.people.Accounts;
import org.gridwarden.people.Gate;
import org.gridwarden.people.Right;
import org.gridwarden.store.Change;
import org.gridwarden.store.ChangeStore;
import org.gridwarden.store.Database;

/**
 * The stream of events: the change feed, as far as the caller may see it. An event says what
 * changed and how it stands now; whoever wants more asks for it.
 */
public final class EventRoutes {
  private static final int MOST_MISSED = 1_000;

  /** Changes that anyone who is signed in may know of. */
  private static final Set<String> COMMON = Set.of("grids", "assignments", "categories", "limits");

  private static final List<String> TOLD =
      List.of("step", "status", "version", "category", "dueAt");

  private final EventStream stream;
  private final Database database;
  private final Gate gate;
  private final Accounts accounts;
  private final Actors actors;

  public EventRoutes(
      EventStream stream, Database database, Gate gate, Accounts accounts, Actors actors) {
    this.stream = stream;
    this.database = database;
    this.gate = gate;
    this.accounts = accounts;
    this.actors = actors;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.events(
                "/api/v1/events",
                "events",
                "Server-sent events of what the caller may see, as it changes",
                stream,
                this::listen)
            .guarded(gate.needs(Right.SIGNED_IN)));
  }

  /** Tells listeners of changes. */
  public void onChanges(List<Change> changes) {
    for (Change change : changes) {
      event(change)
          .ifPresent(each -> stream.publish(each.id(), each.type(), each.json(), each.subject()));
    }
  }

  private Listening listen(Request request) {
    Account account = gate.account(request);
    Actor actor = actors.of(account);
    String token = Gate.token(request).orElseThrow();
    return new Listening(
        account.id(),
        subject -> !(subject instanceof Concern concern) || actor.sees(concern),
        () -> accounts.find(token).isPresent(),
        this::missed);
  }

  /** Those since an event, at most {@value #MOST_MISSED}; who missed more had better look anew. */
  private List<StreamEvent> missed(long after) {
    List<StreamEvent> events = new ArrayList<>();
    for (Change change :
        database.read(handle -> ChangeStore.listAfter(handle, after, MOST_MISSED))) {
      event(change).ifPresent(events::add);
    }
    return events;
  }

  private static Optional<StreamEvent> event(Change change) {
    if (change.kind().equals(ProblemChange.KIND)) {
      return problemEvent(change);
    }
    return COMMON.contains(change.kind())
        ? Optional.of(new StreamEvent(change.seq(), change.kind(), bytes("{}"), change.kind()))
        : Optional.empty();
  }

  private static Optional<StreamEvent> problemEvent(Change change) {
    try {
      JsonNode after = Json.MAPPER.readTree(change.after());
      ObjectNode told = Json.MAPPER.createObjectNode();
      told.put("id", change.id());
      TOLD.forEach(name -> told.set(name, after.path(name)));
      return Optional.of(
          new StreamEvent(change.seq(), change.kind(), bytes(told.toString()), Concern.of(after)));
    } catch (JsonProcessingException foreign) {
      return Optional.empty();
    }
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
