package org.gridwarden.problem.index;

/** What rows can be sorted by; equal ones follow by id. */
public enum SortKey {
  REPORTED_AT,
  /** Rows without one come last, ascending. */
  DUE_AT,
  UPDATED_AT
}
