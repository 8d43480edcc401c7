package org.gridwarden.problem.index;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts a text into what it is found by. Chinese and its kin have no blanks between words, so of a
 * run of their characters every two neighbours are a term (most Chinese search words have two
 * characters); other letters and digits are words. Full-width forms and upper case count as their
 * plain ones. Pure.
 */
final class Terms {
  private static final char FULL_WIDTH_FIRST = '！';
  private static final char FULL_WIDTH_LAST = '～';

  private Terms() {}

  /** The distinct terms of a text that is to be found. */
  static Set<String> of(String text) {
    Set<String> terms = new LinkedHashSet<>();
    for (String run : runs(text)) {
      if (isIdeographic(run.codePointAt(0))) {
        addPairs(run, terms);
      } else {
        terms.add(run);
      }
    }
    return terms;
  }

  /** The runs of letters and digits in a text: each all ideographs, or none. */
  static List<String> runs(String text) {
    List<String> runs = new ArrayList<>();
    String plain = plain(text);
    int start = -1;
    boolean ideographic = false;
    for (int i = 0; i < plain.length(); ) {
      int c = plain.codePointAt(i);
      boolean part = Character.isLetterOrDigit(c);
      if (start >= 0 && (!part || isIdeographic(c) != ideographic)) {
        runs.add(plain.substring(start, i));
        start = -1;
      }
      if (part && start < 0) {
        start = i;
        ideographic = isIdeographic(c);
      }
      i += Character.charCount(c);
    }
    if (start >= 0) {
      runs.add(plain.substring(start));
    }
    return runs;
  }

  /**
   * In normal form KC and lower case. Nearly all that people write here is ASCII, Chinese and
   * full-width forms, for which this is done without the tables of Unicode.
   */
  private static String plain(String text) {
    char[] plain = new char[text.length()];
    for (int i = 0; i < plain.length; i++) {
      char c = text.charAt(i);
      if (c >= FULL_WIDTH_FIRST && c <= FULL_WIDTH_LAST) {
        c -= FULL_WIDTH_FIRST - '!';
      }
      if (c >= 'A' && c <= 'Z') {
        c += 'a' - 'A';
      } else if (c >= 0x80 && !isUnified(c) && c != '。' && c != '、') {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
      }
      plain[i] = c;
    }
    return new String(plain);
  }

  /** Of the main block of Chinese characters, which all are normal. */
  private static boolean isUnified(int c) {
    return c >= 0x4E00 && c <= 0x9FFF;
  }

  /** Every two neighbours of a run; a run of one character is a term itself. */
  static void addPairs(String run, Set<String> terms) {
    int second = run.offsetByCodePoints(0, 1);
    if (second == run.length()) {
      terms.add(run);
      return;
    }
    int first = 0;
    while (second < run.length()) {
      int end = run.offsetByCodePoints(second, 1);
      terms.add(run.substring(first, end));
      first = second;
      second = end;
    }
  }

  static boolean isIdeographic(int c) {
    if (isUnified(c) || c < 0x80) {
      return c >= 0x80;
    }
    return switch (Character.UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> true;
      default -> false;
    };
  }
}
