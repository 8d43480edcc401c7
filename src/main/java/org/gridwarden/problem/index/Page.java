package org.gridwarden.problem.index;

import java.util.List;

/**
 * One page of a list.
 *
 * @param ids in the order asked for
 * @param total how many rows met the query, on this page and all others
 * @param next where the next page begins, or null where this is the last
 */
public record Page(List<String> ids, int total, Place next) {
  /** A place in an order: after the row with this key and id. */
  public record Place(long key, String id) {}

  public Page {
    ids = List.copyOf(ids);
  }
}
