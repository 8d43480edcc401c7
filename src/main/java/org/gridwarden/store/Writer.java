package org.gridwarden.store;

/** How writes become transactions, which is not the same on every database. */
interface Writer extends AutoCloseable {
  /**
   * Returns when the work is on disk.
   *
   * @throws IllegalStateException from within another write, and after {@link #close}
   */
  <T> T write(Work<T> work);

  /** How many transactions were committed so far. */
  long commits();

  /**
   * Has the listeners told of what other processes commit too, where the database can tell. It may
   * miss some.
   */
  void heedOthers();

  /** As {@link Database#measure}; nothing where there is no pool. */
  default void measure(Object registry) {}

  /** Finishes what was accepted, then refuses. */
  @Override
  void close();
}
