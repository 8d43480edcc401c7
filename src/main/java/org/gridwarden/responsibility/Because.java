package org.gridwarden.responsibility;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** Says in one sentence why the primary is the primary. Immutable. */
public final class Because {
  private final ResourceBundle messages;
  private final boolean chinese;

  /**
   * @param language "en", or anything else for Chinese
   */
  public Because(String language) {
    chinese = !language.startsWith("en");
    Locale locale = chinese ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
    messages =
        ResourceBundle.getBundle(
            "messages.because",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /**
   * @param gridName the name of the grid that the primary's duty is for, or null
   * @param categoryName the name of the category that its duty is for, or null
   */
  public String sentence(Decision decision, String gridName, String categoryName) {
    Responsible primary = decision.primary();
    if (primary == null) {
      return messages.getString("nobody");
    }
    String key =
        switch (primary.rule()) {
          case CONTRACT -> primary.role().code();
          default -> primary.rule().code();
        };
    return MessageFormat.format(
        messages.getString(key),
        primary.party().name(),
        gridName == null ? "" : gridName,
        categoryName == null ? "" : categoryName);
  }

  /** The category's name in the language of the sentence. */
  public String nameOf(Category category) {
    return chinese || category.nameEn() == null ? category.name() : category.nameEn();
  }
}
