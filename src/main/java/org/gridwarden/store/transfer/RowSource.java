package org.gridwarden.store.transfer;

/** Where rows come from: a database, or a file. */
interface RowSource {
  /**
   * Gives all rows of a table, one after the other; may be asked again.
   *
   * @return what was given, once all of it was
   */
  TableSum read(String table, RowSink sink);
}
