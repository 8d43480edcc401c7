package org.gridwarden.notice;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gridwarden.fault.FaultException;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.Request;
import org.gridwarden.http.Schema;
import org.gridwarden.people.Gate;
import org.gridwarden.people.Right;
import org.gridwarden.time.Moments;

/** The routes that show what became of messages, and send them again. */
public final class DeliveryRoutes {
  private static final int USUAL_LIMIT = 50;
  private static final int MOST_LIMIT = 500;
  private static final List<String> STATES =
      List.of(Delivery.WAITING, Delivery.DELIVERED, Delivery.FAILED);
  private static final Schema DELIVERY =
      Schema.object()
          .with("id", Schema.text())
          .with("channel", Schema.text())
          .with("channelName", Schema.text())
          .with("state", Schema.oneOf(STATES.toArray(String[]::new)))
          .with("notices", Schema.integer())
          .with("attempts", Schema.integer())
          .with("nextAttempt", Schema.moment().orNull())
          .with("lastError", Schema.text().orNull())
          .with("createdAt", Schema.moment())
          .with("doneAt", Schema.moment().orNull());

  private final Deliveries deliveries;
  private final Gate gate;
  private final Moments moments;

  public DeliveryRoutes(Deliveries deliveries, Gate gate, Moments moments) {
    this.deliveries = deliveries;
    this.gate = gate;
    this.moments = moments;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/api/v1/deliveries", "deliveries", "Messages to channels, the newest first")
            .guarded(gate.needs(Right.MANAGE))
            .optional("state", Schema.oneOf(STATES.toArray(String[]::new)), "default: any")
            .optional("channel", Schema.text(), "the id of a channel; default: any")
            .optional("limit", Schema.integer(), "1 to 500; default 50")
            .optional("cursor", Schema.text(), "\"next\" of the page before")
            .answers(
                "application/json",
                Schema.object()
                    .with("items", Schema.listOf(DELIVERY))
                    .with("next", Schema.text().orNull())
                    .with("queued", Schema.integer()))
            .handle(this::list),
        Endpoint.post(
                "/api/v1/deliveries/{id}/retry",
                "retryDelivery",
                "Sends a message again now",
                "application/json")
            .guarded(gate.needs(Right.MANAGE))
            .path("id", "the message")
            .answers("application/json", DELIVERY)
            .handle(request -> request.json(described(deliveries.retry(request.path("id"))))));
  }

  private void list(Request request) {
    String state = request.text("state", null);
    if (state != null && !STATES.contains(state)) {
      throw FaultException.badInput("state", state, "one of " + STATES);
    }
    Deliveries.Page page =
        deliveries.list(
            state,
            request.text("channel", null),
            request.text("cursor", null),
            request.findInteger("limit", 1, MOST_LIMIT).orElse(USUAL_LIMIT));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("items", page.items().stream().map(this::described).toList());
    answer.put("next", page.next());
    answer.put("queued", page.queued());
    request.json(answer);
  }

  private Map<String, Object> described(Delivery delivery) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("id", delivery.id());
    described.put("channel", delivery.channelId());
    described.put("channelName", delivery.channelName());
    described.put("state", delivery.state());
    described.put("notices", delivery.notices());
    described.put("attempts", delivery.attempts());
    described.put("nextAttempt", moment(delivery.nextAt()));
    described.put("lastError", delivery.lastError());
    described.put("createdAt", moment(delivery.createdAt()));
    described.put("doneAt", moment(delivery.doneAt()));
    return described;
  }

  private String moment(Instant moment) {
    return moment == null ? null : moments.format(moment);
  }
}
