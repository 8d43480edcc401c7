package org.gridwarden.problem.index;

/** What rows can be counted by. */
public enum Belonging {
  GRID1,
  GRID2,
  GRID3,
  /** The party that holds it; before it was dispatched, the one that has to act first. */
  UNIT,
  LEADER,
  CATEGORY
}
