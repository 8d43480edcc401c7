package org.gridwarden.heat.picture;

import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;

/** The picture's own words, numbers and dates, as one language writes them. Immutable. */
final class Words {
  private static final double WAN = 10_000;
  private static final double YI = 100_000_000;
  private static final int SIGNIFICANT = 3;
  private static final int MOST_DECIMALS = 12;
  private static final double METRES_PER_KILOMETRE = 1000;

  private final Locale locale;
  private final boolean chinese;
  private final ResourceBundle messages;

  /**
   * @param language "en", or anything else for Chinese
   */
  Words(String language) {
    chinese = !language.startsWith("en");
    locale = chinese ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
    messages =
        ResourceBundle.getBundle(
            "messages.picture",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /**
   * Three digits, or all of the whole number where it has more: 0.125, 2.5, 40, 1,234. Chinese
   * counts from ten thousand on in 万 and 亿.
   */
  String number(double value) {
    double size = Math.abs(value);
    if (chinese && size >= YI) {
      return decimal(value / YI) + "亿";
    }
    if (chinese && size >= WAN) {
      return decimal(value / WAN) + "万";
    }
    return decimal(value);
  }

  /** Every digit, for what can be counted. */
  String count(long value) {
    return format("#,##0").format(value);
  }

  private String decimal(double value) {
    if (value == 0) {
      return "0";
    }
    int beforePoint = (int) Math.floor(Math.log10(Math.abs(value))) + 1;
    DecimalFormat format = format("#,##0.#");
    format.setMaximumFractionDigits(
        Math.max(0, Math.min(MOST_DECIMALS, SIGNIFICANT - beforePoint)));
    return format.format(value);
  }

  private DecimalFormat format(String pattern) {
    DecimalFormat format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(locale));
    format.setRoundingMode(RoundingMode.HALF_UP);
    return format;
  }

  String length(double metres) {
    return metres < METRES_PER_KILOMETRE
        ? fill("metres", number(metres))
        : fill("kilometres", number(metres / METRES_PER_KILOMETRE));
  }

  /** The day on which the picture was made and, where it is known, who made it. */
  String imprint(LocalDate day, String by) {
    String pattern = messages.getString("date");
    String drawn = fill("drawn", DateTimeFormatter.ofPattern(pattern, locale).format(day));
    return by.isBlank() ? drawn : drawn + " · " + by;
  }

  String north() {
    return messages.getString("north");
  }

  /** What the numbers in rings are. */
  String piles() {
    return messages.getString("piles");
  }

  private String fill(String key, String value) {
    return messages.getString(key).replace("{0}", value);
  }
}
