package org.gridwarden.notice;

import org.gridwarden.fault.FaultException;

/** Where a page of notices begins: after the notice of this change with this id. Immutable. */
record NoticeCursor(long seq, String id) {
  /** Before the newest. */
  static final NoticeCursor START = new NoticeCursor(Long.MAX_VALUE, "");

  /**
   * @throws FaultException where the text was not made by {@link #toString}
   */
  static NoticeCursor parse(String text) {
    int dot = text.indexOf('.');
    try {
      if (dot > 0) {
        return new NoticeCursor(Long.parseLong(text.substring(0, dot)), text.substring(dot + 1));
      }
    } catch (NumberFormatException notOne) {
      // Told below, with what has no dot.
    }
    throw FaultException.badInput("cursor", text, "give the \"next\" of the page before");
  }

  @Override
  public String toString() {
    return seq + "." + id;
  }
}
