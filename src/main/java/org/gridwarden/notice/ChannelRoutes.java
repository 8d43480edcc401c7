package org.gridwarden.notice;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.Request;
import org.gridwarden.http.Schema;
import org.gridwarden.people.Gate;
import org.gridwarden.people.Right;
import org.gridwarden.time.Moments;

/** The routes by which channels are set up. */
public final class ChannelRoutes {
  private static final String ONE = "/api/v1/channels/{id}";
  private static final Schema CHANNEL =
      Schema.object()
          .with("id", Schema.text())
          .with("name", Schema.text())
          .with("kind", Schema.oneOf(ChannelKind.codes().toArray(String[]::new)))
          .with("url", Schema.text())
          .with("secret", Schema.text().orNull())
          .with("kinds", Schema.listOf(Schema.text()))
          .with("parties", Schema.listOf(Schema.text()))
          .with("grids", Schema.listOf(Schema.text()))
          .with("language", Schema.oneOf("zh-CN", "en"))
          .with("enabled", Schema.bool())
          .with("disabledBecause", Schema.text().orNull());

  private final Channels channels;
  private final Gate gate;
  private final Moments moments;

  public ChannelRoutes(Channels channels, Gate gate, Moments moments) {
    this.channels = channels;
    this.gate = gate;
    this.moments = moments;
  }

  public List<Endpoint> endpoints() {
    Schema standing =
        CHANNEL
            .with("failingSince", Schema.moment().orNull())
            .with("pausedUntil", Schema.moment().orNull())
            .with("waiting", Schema.integer())
            .with("failed", Schema.integer());
    return List.of(
        Endpoint.get("/api/v1/channels", "channels", "The ways out for notices and how they fare")
            .guarded(gate.needs(Right.MANAGE))
            .answers("application/json", Schema.object().with("items", Schema.listOf(standing)))
            .handle(this::list),
        Endpoint.post("/api/v1/channels", "addChannel", "Adds a channel", "application/json")
            .guarded(gate.needs(Right.MANAGE))
            .status(201)
            .answers("application/json", CHANNEL)
            .handle(this::add),
        Endpoint.post(ONE, "changeChannel", "Changes the fields given", "application/json")
            .guarded(gate.needs(Right.MANAGE))
            .path("id", "the channel")
            .answers("application/json", CHANNEL)
            .handle(this::change),
        Endpoint.post(ONE + "/test", "testChannel", "Sends a test message now", "application/json")
            .guarded(gate.needs(Right.MANAGE))
            .path("id", "the channel")
            .answers(
                "application/json",
                Schema.object()
                    .with("delivered", Schema.bool())
                    .with("error", Schema.text().orNull()))
            .handle(this::test),
        Endpoint.delete(ONE, "deleteChannel", "Removes a channel with what waits for it")
            .guarded(gate.needs(Right.MANAGE))
            .path("id", "the channel")
            .answers("application/json", Schema.object())
            .handle(this::delete));
  }

  private void list(Request request) {
    request.json(Map.of("items", channels.list().stream().map(this::described).toList()));
  }

  private void add(Request request) {
    Channel channel = new ChannelFields(request.json()).added();
    channels.add(channel, gate.actor(request));
    request.status(201);
    request.header("Location", "/api/v1/channels/" + channel.id());
    request.json(described(channel));
  }

  private void change(Request request) {
    ChannelFields fields = new ChannelFields(request.json());
    request.json(
        described(channels.change(request.path("id"), fields::changed, gate.actor(request))));
  }

  private void test(Request request) throws InterruptedException {
    Outcome outcome = channels.test(request.path("id"), gate.actor(request));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("delivered", outcome.isDelivered());
    answer.put("error", outcome.error());
    request.json(answer);
  }

  private void delete(Request request) {
    channels.delete(request.path("id"), gate.actor(request));
    request.json(Map.of());
  }

  private Map<String, Object> described(ChannelStore.Standing standing) {
    Map<String, Object> described = described(standing.channel());
    described.put("failingSince", moment(standing.failingSince()));
    described.put("pausedUntil", moment(standing.pausedUntil()));
    described.put("waiting", standing.waiting());
    described.put("failed", standing.failed());
    return described;
  }

  private String moment(Instant moment) {
    return moment == null ? null : moments.format(moment);
  }

  /** Without what is secret: neither the secret nor the key in the URL leaves the server. */
  private static Map<String, Object> described(Channel channel) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("id", channel.id());
    described.put("name", channel.name());
    described.put("kind", channel.kind().code());
    described.put("url", channel.shownUrl());
    described.put("secret", channel.secret() == null ? null : ChannelFields.SECRET_SHOWN);
    described.put("kinds", channel.kinds().stream().sorted().map(NoticeKind::code).toList());
    described.put("parties", channel.parties().stream().sorted().toList());
    described.put("grids", channel.grids().stream().sorted().toList());
    described.put("language", channel.language());
    described.put("enabled", channel.enabled());
    described.put("disabledBecause", channel.disabledBecause());
    return described;
  }
}
