package org.gridwarden.notice;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.gridwarden.fault.FaultException;
import org.gridwarden.store.Ids;

/**
 * Reads a channel from JSON. A field that isn't given stays as it was; so do a URL and a secret
 * that come back the way they are shown, which is not what they are.
 */
final class ChannelFields {
  static final String SECRET_SHOWN = "set";

  private static final List<String> NAMES =
      List.of("name", "kind", "url", "secret", "kinds", "parties", "grids", "language", "enabled");
  private static final int LONGEST_ENTRY = 100;

  private final JsonNode body;

  /**
   * @throws FaultException BAD_INPUT where it is no object, or has a field that channels don't have
   */
  ChannelFields(JsonNode body) {
    this.body = body;
    if (!body.isObject()) {
      throw FaultException.badInput(null, null, "a JSON object is wanted");
    }
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!NAMES.contains(name)) {
                throw FaultException.badInput(name, null, "unknown field; there are " + NAMES);
              }
            });
  }

  /** A new channel: name, kind and url must be given. */
  Channel added() {
    return new Channel(
        Ids.next(),
        text("name", null),
        kind(text("kind", null)),
        text("url", null),
        text("secret", null),
        kinds(Set.of()),
        entries("parties", Set.of()),
        entries("grids", Set.of()),
        text("language", "zh-CN"),
        enabled(true),
        null);
  }

  /** The channel as it shall be. Its kind can't be changed: what waits was made for it. */
  Channel changed(Channel was) {
    if (body.has("kind") && !was.kind().code().equals(text("kind", null))) {
      throw FaultException.badInput(
          "kind", text("kind", null), "the kind stays " + was.kind().code());
    }
    String url = text("url", was.url());
    String secret = body.has("secret") ? text("secret", null) : was.secret();
    boolean enabled = enabled(was.enabled());
    return new Channel(
        was.id(),
        text("name", was.name()),
        was.kind(),
        was.shownUrl().equals(url) ? was.url() : url,
        SECRET_SHOWN.equals(secret) ? was.secret() : secret,
        kinds(was.kinds()),
        entries("parties", was.parties()),
        entries("grids", was.grids()),
        text("language", was.language()),
        enabled,
        enabled ? null : was.disabledBecause());
  }

  private static ChannelKind kind(String code) {
    return ChannelKind.find(code == null ? "" : code)
        .orElseThrow(() -> FaultException.badInput("kind", code, "one of " + ChannelKind.codes()));
  }

  /** A text; null where it is JSON's null. The value isn't told back: it may be a secret. */
  private String text(String name, String otherwise) {
    JsonNode value = body.get(name);
    if (value == null) {
      return otherwise;
    }
    if (!value.isTextual() && !value.isNull()) {
      throw FaultException.badInput(name, null, "a text is wanted");
    }
    return value.textValue();
  }

  private boolean enabled(boolean otherwise) {
    JsonNode value = body.get("enabled");
    if (value == null) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      throw FaultException.badInput("enabled", value, "true or false");
    }
    return value.booleanValue();
  }

  private Set<NoticeKind> kinds(Set<NoticeKind> otherwise) {
    if (!body.has("kinds")) {
      return otherwise;
    }
    return entries("kinds", Set.of()).stream()
        .map(
            code ->
                NoticeKind.find(code)
                    .orElseThrow(
                        () ->
                            FaultException.badInput("kinds", code, "any of " + NoticeKind.codes())))
        .collect(Collectors.toSet());
  }

  private Set<String> entries(String name, Set<String> otherwise) {
    JsonNode list = body.get(name);
    if (list == null) {
      return otherwise;
    }
    if (list.isNull()) {
      return Set.of();
    }
    Set<String> entries = new LinkedHashSet<>();
    for (JsonNode entry : list) {
      String text = entry.textValue();
      if (text == null || text.isBlank() || text.length() > LONGEST_ENTRY) {
        throw FaultException.badInput(
            name, entry, "each entry is a text of 1 to " + LONGEST_ENTRY + " characters");
      }
      entries.add(text);
    }
    if (!list.isArray()) {
      throw FaultException.badInput(name, list, "a list of texts is wanted, empty for any");
    }
    return entries;
  }
}
