package org.gridwarden.problem.index;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Which rows hold which terms. A row is found where it holds all that is asked: of Chinese every
 * two neighbours, of other words each as the beginning of one. One thread adds, any number ask.
 */
final class TextIndex {
  /** Of Chinese and its kin: some hundred thousand at most, whatever is written. */
  private final Map<String, Postings> pairs = new ConcurrentHashMap<>();

  /** Everything else, numbers among them; in order, so that beginnings are found. */
  private final NavigableMap<String, Postings> words = new ConcurrentSkipListMap<>();

  /**
   * @param row greater than every row added before
   */
  void add(int row, String text) {
    for (String term : Terms.of(text)) {
      Map<String, Postings> terms = Terms.isIdeographic(term.codePointAt(0)) ? pairs : words;
      terms.computeIfAbsent(term, one -> new Postings()).append(row);
    }
  }

  /** The rows that hold all of a text's words; none where it has no letter or digit. */
  BitSet find(String asked) {
    BitSet found = null;
    for (String run : Terms.runs(asked)) {
      if (Terms.isIdeographic(run.codePointAt(0)) && run.codePointCount(0, run.length()) > 1) {
        Set<String> asks = new LinkedHashSet<>();
        Terms.addPairs(run, asks);
        for (String pair : asks) {
          found = both(found, rows(pair));
        }
      } else {
        found = both(found, rowsOfAny(run));
      }
      if (found.isEmpty()) {
        return found;
      }
    }
    return found == null ? new BitSet() : found;
  }

  private static BitSet both(BitSet found, BitSet more) {
    if (found == null) {
      return more;
    }
    found.and(more);
    return found;
  }

  private BitSet rows(String term) {
    BitSet rows = new BitSet();
    Postings postings = pairs.get(term);
    if (postings != null) {
      postings.addTo(rows);
    }
    return rows;
  }

  /** A single character is in many pairs; a word is found by its beginning. */
  private BitSet rowsOfAny(String run) {
    BitSet rows = new BitSet();
    if (Terms.isIdeographic(run.codePointAt(0))) {
      pairs.forEach(
          (pair, postings) -> {
            if (pair.contains(run)) {
              postings.addTo(rows);
            }
          });
    } else {
      words
          .subMap(run, true, run + Character.MAX_VALUE, true)
          .values()
          .forEach(postings -> postings.addTo(rows));
    }
    return rows;
  }
}
