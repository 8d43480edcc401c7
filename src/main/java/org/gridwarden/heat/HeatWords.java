package org.gridwarden.heat;

import java.text.MessageFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.gridwarden.heat.spot.SpotClass;

/** What heat says in words, in one language. Immutable. */
final class HeatWords {
  private final ResourceBundle texts;

  /**
   * @param language "en", or anything else for Chinese
   */
  HeatWords(String language) {
    this.texts =
        ResourceBundle.getBundle(
            "messages.heat",
            Locale.forLanguageTag(language.equals("en") ? "en" : "zh-CN"),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  String say(String key, Object... with) {
    return MessageFormat.format(texts.getString(key), with);
  }

  /** What each class of spots means, by its code. */
  Map<String, String> spots() {
    Map<String, String> spots = new LinkedHashMap<>();
    for (SpotClass each : SpotClass.values()) {
      spots.put(each.code(), texts.getString(each.code()));
    }
    return spots;
  }
}
