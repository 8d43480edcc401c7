package org.gridwarden.store;

import java.util.Set;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.FaultKind;
import org.sqlite.SQLiteException;

/**
 * Tells failures of the embedded database's file (disk full, input or output failed, held by
 * another process) from those of a statement (a constraint, a typing error). Only the first kind
 * can leave a transaction that nobody may go on with.
 */
final class StorageFault {
  /** BUSY, LOCKED, NOMEM, READONLY, INTERRUPT, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOTADB. */
  private static final Set<Integer> CODES = Set.of(5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 26);

  private StorageFault() {}

  /** Whether it, or any of its causes, is one. */
  static boolean isOne(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof SQLiteException sqlite) {
        // The low byte is the kind; the rest says more closely which of the kind.
        return CODES.contains(sqlite.getResultCode().code & 0xFF);
      }
    }
    return false;
  }

  /** What the caller of a write is told that could not be kept; its cause is the failure. */
  static FaultException unavailable(Throwable failure) {
    FaultException told =
        new FaultException(
            Fault.of(
                FaultKind.UNAVAILABLE,
                "the database can't write now, nothing of this was kept: "
                    + reason(failure)
                    + "; try again when that is mended"));
    told.initCause(failure);
    return told;
  }

  private static String reason(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof SQLiteException sqlite) {
        return switch (sqlite.getResultCode().code & 0xFF) {
          case 5, 6, 15 -> "another process holds it";
          case 13 -> "the disk is full";
          case 8 -> "its file may not be written";
          case 11, 26 -> "its file is damaged";
          default -> "its file could not be written (" + sqlite.getResultCode() + ")";
        };
      }
    }
    return String.valueOf(failure.getMessage());
  }
}
