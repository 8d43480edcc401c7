package org.gridwarden.notice;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.gridwarden.fault.FaultException;

/**
 * A way out for notices. Immutable. Where a filter is empty, it lets everything through.
 *
 * @param url where messages are posted; its query may hold a key, so it is never shown or logged
 *     whole
 * @param secret that messages are signed with, or null; never shown or logged
 * @param kinds the kinds of notice that it tells
 * @param parties tells only notices for these parties; then none for accounts or roles
 * @param grids tells only of problems in these grids or anywhere under them
 * @param language "zh-CN" or "en"
 * @param disabledBecause why the server turned it off, or null
 */
public record Channel(
    String id,
    String name,
    ChannelKind kind,
    String url,
    String secret,
    Set<NoticeKind> kinds,
    Set<String> parties,
    Set<String> grids,
    String language,
    boolean enabled,
    String disabledBecause) {
  static final int LONGEST_NAME = 64;
  static final List<String> LANGUAGES = List.of("zh-CN", "en");
  private static final int LONGEST_URL = 1000;
  private static final int SHORTEST_SECRET = 8;
  private static final int LONGEST_SECRET = 200;
  private static final int MOST_FILTERED = 1000;

  /**
   * @throws FaultException BAD_INPUT by field
   */
  public Channel {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(kind, "kind");
    kinds = Set.copyOf(kinds);
    parties = Set.copyOf(parties);
    grids = Set.copyOf(grids);
    if (name == null || name.isEmpty() || !name.equals(PlainText.line(name, LONGEST_NAME))) {
      throw FaultException.badInput(
          "name", name, "a name of 1 to " + LONGEST_NAME + " characters on one line");
    }
    checkUrl(url);
    if (secret != null && (secret.length() < SHORTEST_SECRET || secret.length() > LONGEST_SECRET)) {
      throw FaultException.badInput(
          "secret",
          null,
          "a secret has " + SHORTEST_SECRET + " to " + LONGEST_SECRET + " characters");
    }
    if (secret != null && kind == ChannelKind.WECOM) {
      throw FaultException.badInput(
          "secret", null, "a WeCom robot has no secret: its key stands in the URL");
    }
    if (!LANGUAGES.contains(language)) {
      throw FaultException.badInput("language", language, "zh-CN or en");
    }
    checkSize("parties", parties);
    checkSize("grids", grids);
  }

  private static void checkUrl(String url) {
    String wanted =
        "an address that begins with http:// or https://, without user, password or #, of at most "
            + LONGEST_URL
            + " characters";
    try {
      URI uri = new URI(url == null ? "" : url);
      if (("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawFragment() == null
          && uri.getPort() <= 65535
          && uri.getPort() != 0
          && url.length() <= LONGEST_URL
          && url.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
        return;
      }
    } catch (URISyntaxException noAddress) {
      // Told below, with the others. The text isn't: it may hold a key.
    }
    throw FaultException.badInput("url", null, wanted);
  }

  private static void checkSize(String field, Set<String> filter) {
    if (filter.size() > MOST_FILTERED) {
      throw FaultException.badInput(field, filter.size(), "at most " + MOST_FILTERED + " entries");
    }
  }

  /** Whether it tells a notice. */
  boolean tells(Notice notice) {
    return enabled
        && (kinds.isEmpty() || kinds.contains(notice.kind()))
        && (parties.isEmpty()
            || notice.recipient().partyId() != null
                && parties.contains(notice.recipient().partyId()))
        && (grids.isEmpty()
            || ProblemChange.grids(notice.facts()).stream().anyMatch(grids::contains));
  }

  /** The URL with the values of its query hidden, as people see it. */
  String shownUrl() {
    int query = url.indexOf('?');
    return query < 0
        ? url
        : url.substring(0, query) + url.substring(query).replaceAll("=[^&]*", "=***");
  }

  /** A text without the secret and the values of the URL's query, which may be a key. */
  String withoutSecrets(String text) {
    String clean = secret == null ? text : text.replace(secret, "***");
    int query = url.indexOf('?');
    if (query >= 0) {
      for (String part : url.substring(query + 1).split("&")) {
        String value = part.substring(part.indexOf('=') + 1);
        if (value.length() >= SHORTEST_SECRET) {
          clean = clean.replace(value, "***");
        }
      }
    }
    return clean;
  }

  Channel disabled(String because) {
    return new Channel(
        id, name, kind, url, secret, kinds, parties, grids, language, false, because);
  }

  /** Names it without its URL and secret, so that a log can't tell them. */
  @Override
  public String toString() {
    return "Channel[" + id + " " + kind.code() + " " + name + "]";
  }
}
