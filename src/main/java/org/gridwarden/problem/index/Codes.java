package org.gridwarden.problem.index;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Numbers for texts that come again and again (codes of grids, ids of parties), so that a column
 * holds four bytes each. Number 0 is no text. Safe for many threads.
 */
public final class Codes {
  public static final int NONE = 0;

  private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
  private volatile String[] texts = new String[16];
  private int size = 1;

  /** The number of a text, which gets one where it has none. */
  public int of(String text) {
    if (text == null) {
      return NONE;
    }
    Integer known = numbers.get(text);
    return known != null ? known : add(text);
  }

  private synchronized int add(String text) {
    return numbers.computeIfAbsent(
        text,
        one -> {
          String[] now = texts;
          if (size == now.length) {
            now = Arrays.copyOf(now, now.length * 2);
          }
          now[size] = one;
          texts = now;
          return size++;
        });
  }

  /** How many numbers there are, that for no text among them. */
  public synchronized int size() {
    return size;
  }

  /** The number of a text, or -1 where it has none: no row holds it. */
  public int find(String text) {
    return numbers.getOrDefault(text, -1);
  }

  /** The text of a number that was given, null for 0. */
  public String text(int number) {
    return texts[number];
  }

  /** A table that is true at the numbers of some texts; numbers given later lie beyond its end. */
  public boolean[] table(Set<String> some) {
    int[] found = some.stream().mapToInt(this::find).filter(number -> number > 0).toArray();
    int most = 0;
    for (int number : found) {
      most = Math.max(most, number);
    }
    boolean[] table = new boolean[most + 1];
    for (int number : found) {
      table[number] = true;
    }
    return table;
  }
}
