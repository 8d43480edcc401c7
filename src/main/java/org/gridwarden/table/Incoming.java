package org.gridwarden.table;

import java.util.List;

/**
 * What a file brings into a table and what it takes out of it.
 *
 * @param removed the keys of the rows that are marked as removed; a key is in one row of the file
 */
public record Incoming<T, K>(List<T> rows, List<K> removed) {
  /** The heading of the column that marks a row to be taken out. */
  public static final String REMOVE = "remove";

  public Incoming {
    rows = List.copyOf(rows);
    // A key may be null: the row for every other category.
    removed = java.util.Collections.unmodifiableList(new java.util.ArrayList<>(removed));
  }
}
