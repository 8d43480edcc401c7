package org.gridwarden.print;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words on a wall map, in Chinese or English. */
final class Words {
  private final ResourceBundle texts;

  Words(String language) {
    texts =
        ResourceBundle.getBundle(
            "messages.print",
            language.equals("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT));
  }

  String say(String key, Object... values) {
    return MessageFormat.format(texts.getString(key), values);
  }
}
