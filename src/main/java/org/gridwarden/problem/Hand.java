package org.gridwarden.problem;

/** What someone is to a problem; the lifecycle says which of them may take a step. */
public enum Hand {
  ADMIN,
  LEADER,
  /** A chief in charge of a grid that the problem lies in, at whatever level. */
  CHIEF,
  /** Acts for the unit that holds it. */
  HOLDER,
  INSPECTOR,
  /** Reported it. */
  REPORTER,
  /** The server itself. */
  SYSTEM
}
