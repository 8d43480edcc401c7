package org.gridwarden.problem.index;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Which rows hold which terms. A row is found where it holds all that is asked: of Chinese every
 * two neighbours, of other words each as the beginning of one. One thread adds, any number ask.
 */
final class TextIndex {
  /** Of Chinese and its kin: some hundred thousand at most, whatever is written. */
  private final PairTable pairs = new PairTable();

  /** Everything else, numbers among them; in order, so that beginnings are found. */
  private final NavigableMap<String, Postings> words = new ConcurrentSkipListMap<>();

  /** The same, for the thread that adds, which needs no order. */
  private final Map<String, Postings> wordsToAddTo = new HashMap<>();

  private final Adding adding = new Adding();

  private final class Adding implements Terms.Told {
    private int row;

    @Override
    public void pair(int first, int second) {
      pairs.of(first, second).append(row);
    }

    @Override
    public void word(String word) {
      Postings postings = wordsToAddTo.get(word);
      if (postings == null) {
        postings = new Postings();
        words.put(word, postings);
        wordsToAddTo.put(word, postings);
      }
      postings.append(row);
    }
  }

  /**
   * @param row greater than every row added before
   */
  void add(int row, String text) {
    adding.row = row;
    Terms.each(text, adding);
  }

  /** The rows that hold all of a text's words; none where it has no letter or digit. */
  BitSet find(String asked) {
    BitSet found = null;
    for (String run : Terms.runs(asked)) {
      if (!Terms.isIdeographic(run.codePointAt(0))) {
        found = both(found, beginningWith(run));
      } else {
        int[] characters = run.codePoints().toArray();
        if (characters.length == 1) {
          found = both(found, having(characters[0]));
        }
        for (int i = 1; i < characters.length; i++) {
          found = both(found, rows(pairs.find(characters[i - 1], characters[i])));
        }
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

  private static BitSet rows(Postings postings) {
    BitSet rows = new BitSet();
    if (postings != null) {
      postings.addTo(rows);
    }
    return rows;
  }

  /** A single character is in many pairs. */
  private BitSet having(int character) {
    BitSet rows = new BitSet();
    pairs.each(
        (first, second, postings) -> {
          if (first == character || second == character) {
            postings.addTo(rows);
          }
        });
    return rows;
  }

  private BitSet beginningWith(String run) {
    BitSet rows = new BitSet();
    words
        .subMap(run, true, run + Character.MAX_VALUE, true)
        .values()
        .forEach(postings -> postings.addTo(rows));
    return rows;
  }
}
