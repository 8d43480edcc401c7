package org.gridwarden.http;

import com.fasterxml.jackson.databind.JsonNode;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;

/**
 * Reads texts that are kept, shown and written to files again: nothing in them can do harm there.
 */
final class JsonText {
  private JsonText() {}

  static String lines(JsonNode value, int mostCharacters) {
    String text = text(value).replace("\r\n", "\n");
    check(text, mostCharacters, "\n\t");
    return text;
  }

  static String line(JsonNode value, int mostCharacters) {
    String text = text(value);
    check(text, mostCharacters, "");
    return text;
  }

  private static String text(JsonNode value) {
    if (!value.isTextual()) {
      throw wrong("a text is wanted");
    }
    return value.textValue();
  }

  private static void check(String text, int mostCharacters, String allowed) {
    if (text.codePointCount(0, text.length()) > mostCharacters) {
      throw wrong("at most " + mostCharacters + " characters");
    }
    text.codePoints()
        .filter(each -> isRefused(each) && allowed.indexOf(each) < 0)
        .findFirst()
        .ifPresent(
            each -> {
              throw wrong(
                  "the character U+%04X is not allowed in %s"
                      .formatted(each, allowed.isEmpty() ? "a text of one line" : "a text"));
            });
  }

  /**
   * Control characters, the two separators that count as line ends, and halves of a pair, which no
   * database keeps.
   */
  private static boolean isRefused(int character) {
    return Character.isISOControl(character)
        || character == 0x2028
        || character == 0x2029
        || Character.getType(character) == Character.SURROGATE;
  }

  private static FaultException wrong(String detail) {
    return new FaultException(Fault.badInput(detail));
  }
}
