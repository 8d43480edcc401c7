package org.gridwarden.http;

/** Decides whether a request may go on, before its parameters are looked at. */
@FunctionalInterface
public interface Guard {
  /** Lets everyone through. */
  Guard NONE = request -> {};

  /**
   * @throws org.gridwarden.fault.FaultException UNAUTHENTICATED or FORBIDDEN
   */
  void check(Request request);
}
