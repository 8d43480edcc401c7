package org.gridwarden.fault;

/** What went wrong, as a caller tells it apart. Each kind has one HTTP status and one exit code. */
public enum FaultKind {
  BAD_INPUT,
  UNAUTHENTICATED,
  FORBIDDEN,
  NOT_FOUND,
  CONFLICT,
  TOO_LARGE,
  TOO_MANY_REQUESTS,
  UNAVAILABLE
}
