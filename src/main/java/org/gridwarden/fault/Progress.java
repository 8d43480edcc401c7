package org.gridwarden.fault;

/**
 * Told how far long work has come. Called often; implementations decide how often to show it. May
 * be called from several threads.
 */
@FunctionalInterface
public interface Progress {
  /** Says nothing to anyone. */
  Progress NONE = (what, done, total) -> {};

  /**
   * @param what the work, as a person reads it: "reading nyct2010.shp"
   * @param done units done, from 0
   * @param total units in all, or -1 where not known
   */
  void at(String what, long done, long total);
}
