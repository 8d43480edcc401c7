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
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
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
    return switch (Character.UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> true;
      default -> false;
    };
  }
}
