package org.gridwarden.problem;

import java.util.regex.Pattern;

/**
 * Takes out of people's words what leads to a person: numbers of phones and identity cards, plates
 * of cars, addresses of mail. Names can't be told from other words by rule; whoever publishes reads
 * the text first. Pure.
 */
final class Redaction {
  private static final Pattern PERSONAL =
      Pattern.compile(
          "[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+"
              + "|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][A-Z0-9·]{5,7}"
              + "|\\d(?:[ -]?\\d){6,17}[Xx]?");

  private Redaction() {}

  static String of(String text) {
    return PERSONAL.matcher(text).replaceAll("***");
  }
}
