package org.gridwarden.problem.index;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts a text into what it is found by. Chinese and its kin have no blanks between words, so of a
 * run of their characters every two neighbours are a term (most Chinese search words have two
 * characters); other letters and digits are words. Full-width forms and upper case count as their
 * plain ones. Pure.
 */
final class Terms {
  private static final char FULL_WIDTH_FIRST = '！';
  private static final char FULL_WIDTH_LAST = '～';

  /** The last of the Chinese characters that every version of Unicode has. */
  private static final int ALWAYS_A_LETTER = 0x9FA5;

  /** Stands for the second character of a pair that is one character only. */
  static final int ALONE = 0;

  private Terms() {}

  /** Told of the terms of a text, each as often as it stands there. */
  interface Told {
    /**
     * @param second {@link #ALONE} where a run has one character only
     */
    void pair(int first, int second);

    void word(String word);
  }

  /** Cuts a text that is to be found. No object is made but of words. */
  static void each(String text, Told told) {
    String plain = isFoldable(text) ? text : normal(text);
    for (int i = 0; i < plain.length(); ) {
      int c = folded(plain, i);
      if (!isPart(c)) {
        i += Character.charCount(c);
      } else if (isIdeographic(c)) {
        i = pairs(plain, i, told);
      } else {
        i = word(plain, i, told);
      }
    }
  }

  /** A run of ideographs. @return where it ends */
  private static int pairs(String plain, int start, Told told) {
    int before = folded(plain, start);
    int second = start + Character.charCount(before);
    int i = second;
    while (i < plain.length()) {
      int c = folded(plain, i);
      if (!isIdeographic(c) || !isPart(c)) {
        break;
      }
      told.pair(before, c);
      before = c;
      i += Character.charCount(c);
    }
    if (i == second) {
      told.pair(before, ALONE);
    }
    return i;
  }

  /** A run of other letters and digits. @return where it ends */
  private static int word(String plain, int start, Told told) {
    int i = start;
    boolean folded = false;
    while (i < plain.length()) {
      int c = folded(plain, i);
      if (!isPart(c) || isIdeographic(c)) {
        break;
      }
      folded |= c != plain.codePointAt(i);
      i += Character.charCount(c);
    }
    String word = plain.substring(start, i);
    told.word(folded ? folded(word) : word);
    return i;
  }

  /** The runs of letters and digits in a text: each all ideographs, or none. */
  static List<String> runs(String text) {
    List<String> runs = new ArrayList<>();
    String plain = plain(text);
    int start = -1;
    boolean ideographic = false;
    for (int i = 0; i < plain.length(); ) {
      int c = plain.codePointAt(i);
      boolean part = isPart(c);
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

  private static String plain(String text) {
    return isFoldable(text) ? folded(text) : normal(text);
  }

  /** In normal form KC and lower case, by the tables of Unicode. */
  private static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  /**
   * Whether folding each character for itself gives the normal form. Nearly all that people write
   * here is ASCII, Chinese and full-width forms, of which this is true.
   */
  private static boolean isFoldable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean known =
          c < 0x80
              || isUnified(c)
              || c == '。'
              || c == '、'
              || c >= FULL_WIDTH_FIRST && c <= FULL_WIDTH_LAST;
      if (!known) {
        return false;
      }
    }
    return true;
  }

  private static int folded(String text, int at) {
    char first = text.charAt(at);
    if (isUnified(first)) {
      return first;
    }
    int c = text.codePointAt(at);
    if (c >= FULL_WIDTH_FIRST && c <= FULL_WIDTH_LAST) {
      c -= FULL_WIDTH_FIRST - '!';
    }
    return c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c;
  }

  private static String folded(String text) {
    char[] plain = text.toCharArray();
    for (int i = 0; i < plain.length; i++) {
      if (!Character.isSurrogate(plain[i])) {
        plain[i] = (char) folded(text, i);
      }
    }
    return new String(plain);
  }

  /** Of a term, not between terms. */
  private static boolean isPart(int c) {
    return c >= 0x4E00 && c <= ALWAYS_A_LETTER || Character.isLetterOrDigit(c);
  }

  /** Of the main block of Chinese characters, which all are normal. */
  private static boolean isUnified(int c) {
    return c >= 0x4E00 && c <= 0x9FFF;
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
