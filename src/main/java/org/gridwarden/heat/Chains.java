package org.gridwarden.heat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gridwarden.problem.index.RowView;

/** Numbers for the chains of grids that problems lie in. Safe for many threads. */
final class Chains {
  private final Map<Chain, Integer> numbers = new HashMap<>();
  private final List<Chain> chains = new ArrayList<>();

  /** The codes of the grids of a chain; null where a level has none. */
  record Chain(String level1, String level2, String level3) {
    boolean holds(String code) {
      return code.equals(level1) || code.equals(level2) || code.equals(level3);
    }

    String of(int level) {
      return switch (level) {
        case 1 -> level1;
        case 2 -> level2;
        default -> level3;
      };
    }
  }

  int of(RowView row) {
    return of(new Chain(row.grid(1), row.grid(2), row.grid(3)));
  }

  synchronized int of(Chain chain) {
    return numbers.computeIfAbsent(
        chain,
        one -> {
          chains.add(one);
          return chains.size() - 1;
        });
  }

  synchronized int size() {
    return chains.size();
  }

  synchronized Chain get(int number) {
    return chains.get(number);
  }

  synchronized boolean has(String code) {
    return chains.stream().anyMatch(chain -> chain.holds(code));
  }

  /** A table that is true at the chains with a grid, of whatever level. */
  synchronized boolean[] table(String code) {
    boolean[] table = new boolean[chains.size()];
    for (int i = 0; i < table.length; i++) {
      table[i] = chains.get(i).holds(code);
    }
    return table;
  }
}
