package org.gridwarden.responsibility;

import java.util.Enumeration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/**
 * Says in one sentence why the primary is the primary. In the texts {0} stands for the party, {1}
 * for the grid, {2} for the category. Immutable.
 */
public final class Because {
  private final Map<String, String> texts = new HashMap<>();
  private final boolean chinese;

  /**
   * @param language "en", or anything else for Chinese
   */
  public Because(String language) {
    chinese = !language.startsWith("en");
    Locale locale = chinese ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
    ResourceBundle messages =
        ResourceBundle.getBundle(
            "messages.because",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    for (Enumeration<String> keys = messages.getKeys(); keys.hasMoreElements(); ) {
      String key = keys.nextElement();
      texts.put(key, messages.getString(key));
    }
  }

  /**
   * @param gridName the name of the grid that the primary's duty is for, or null
   * @param categoryName the name of the category that its duty is for, or null
   */
  public String sentence(Decision decision, String gridName, String categoryName) {
    Responsible primary = decision.primary();
    if (primary == null) {
      return texts.get("nobody");
    }
    String key =
        switch (primary.rule()) {
          case CONTRACT -> primary.role().code();
          default -> primary.rule().code();
        };
    return fill(texts.get(key), primary.party().name(), gridName, categoryName);
  }

  /** In one pass, so that a name with braces in it stays as it is. */
  private static String fill(String text, String... names) {
    StringBuilder filled = new StringBuilder(text.length() + 64);
    int from = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', from)) {
      String name = names[text.charAt(open + 1) - '0'];
      filled.append(text, from, open).append(name == null ? "" : name);
      from = open + "{0}".length();
    }
    return filled.append(text, from, text.length()).toString();
  }

  /** The category's name in the language of the sentence. */
  public String nameOf(Category category) {
    return chinese || category.nameEn() == null ? category.name() : category.nameEn();
  }
}
