package org.gridwarden.notice;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.UnaryOperator;

/**
 * Says notices in one language, moments in the area's zone. In the texts {0} stands for the title,
 * {1} for the party, {2} for the moment when the problem is due; a text for problems without one
 * ends its name with {@code _undated}. Immutable.
 */
public final class NoticeText {
  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final int LONGEST_PARTY = 100;

  private final Map<String, String> texts = new HashMap<>();
  private final ZoneId zone;

  /**
   * @param language "en", or anything else for Chinese
   */
  public NoticeText(String language, ZoneId zone) {
    this.zone = zone;
    Locale locale = language.startsWith("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
    ResourceBundle messages =
        ResourceBundle.getBundle(
            "messages.notices",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    for (Enumeration<String> keys = messages.getKeys(); keys.hasMoreElements(); ) {
      String key = keys.nextElement();
      texts.put(key, messages.getString(key));
    }
  }

  /** The notice in one sentence; titles and names stand in it as they are. */
  public String sentence(Notice notice) {
    return sentence(notice, UnaryOperator.identity());
  }

  /** As {@link #sentence(Notice)}, with titles and names made harmless for a receiver's markup. */
  String sentence(Notice notice, UnaryOperator<String> harmless) {
    Instant dueAt = notice.dueAt();
    String undated = dueAt == null ? texts.get(notice.kind().code() + "_undated") : null;
    String party =
        notice.partyName() == null
            ? texts.get("somebody")
            : harmless.apply(PlainText.line(notice.partyName(), LONGEST_PARTY));
    return fill(
        undated == null ? text(notice.kind().code()) : undated,
        harmless.apply(notice.title()),
        party,
        dueAt == null ? "" : MOMENT.format(dueAt.atZone(zone)));
  }

  /** What a kind of notice is called. */
  String nameOf(NoticeKind kind) {
    return text("name_" + kind.code());
  }

  /** A text with its {0} and so on filled in. */
  String say(String key, Object... values) {
    String[] filled = new String[values.length];
    for (int i = 0; i < values.length; i++) {
      filled[i] = String.valueOf(values[i]);
    }
    return fill(text(key), filled);
  }

  private String text(String key) {
    String text = texts.get(key);
    if (text == null) {
      throw new IllegalArgumentException("no text is named " + key);
    }
    return text;
  }

  /** In one pass, so that a title with braces in it stays as it is. */
  private static String fill(String text, String... values) {
    StringBuilder filled = new StringBuilder(text.length() + 64);
    int from = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', from)) {
      filled.append(text, from, open).append(values[text.charAt(open + 1) - '0']);
      from = open + "{0}".length();
    }
    return filled.append(text, from, text.length()).toString();
  }
}
