package org.gridwarden.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;
import org.gridwarden.fault.FaultException;
import org.sqlite.SQLiteException;

/**
 * Tells failures of the database itself (disk full, not to be reached, held by another process)
 * from those of a statement (a constraint, a typing error). On the embedded database only the first
 * kind can leave a transaction that nobody may go on with.
 */
final class StorageFault {
  /** BUSY, LOCKED, NOMEM, READONLY, INTERRUPT, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOTADB. */
  private static final Set<Integer> CODES = Set.of(5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 26);

  /** Connection, resources, operator's intervention, system: classes of the SQL standard. */
  private static final Set<String> CLASSES = Set.of("08", "53", "57", "58", "XX");

  private static final String READ_ONLY = "25006";
  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String DISK_FULL = "53100";
  private static final String BAD_TEXT = "22021";
  private static final Set<String> COLLISIONS = Set.of("40001", "40P01");

  private static final Duration RETRY = Duration.ofSeconds(2);

  private StorageFault() {}

  /** Whether it, or any of its causes, is one. */
  static boolean isOne(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof SQLiteException sqlite) {
        // The low byte is the kind; the rest says more closely which of the kind.
        return CODES.contains(sqlite.getResultCode().code & 0xFF);
      }
      if (each instanceof SQLTransientConnectionException) {
        return true;
      }
      if (each instanceof SQLException sql && sql.getSQLState() != null) {
        String state = sql.getSQLState();
        return state.equals(READ_ONLY)
            || state.equals(LOCK_NOT_AVAILABLE)
            || state.length() == 5 && CLASSES.contains(state.substring(0, 2));
      }
    }
    return false;
  }

  /** Whether the server that answered takes no writes: it may have been the primary until now. */
  static boolean isReadOnly(Throwable failure) {
    return READ_ONLY.equals(state(failure));
  }

  /** Whether two transactions came into each other's way, so that one of them is to be repeated. */
  static boolean isCollision(Throwable failure) {
    return COLLISIONS.contains(state(failure));
  }

  private static String state(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "";
  }

  /**
   * What the caller of a read is told: UNAVAILABLE for a failure of the database, BAD_INPUT for a
   * text that it can't hold, and the failure itself for anything else.
   */
  static RuntimeException ofRead(RuntimeException failure) {
    if (isBadText(failure)) {
      return badText();
    }
    return isOne(failure) ? unreadable(failure) : failure;
  }

  /** Whether a text held what PostgreSQL doesn't keep. */
  static boolean isBadText(Throwable failure) {
    return BAD_TEXT.equals(state(failure));
  }

  static FaultException badText() {
    return FaultException.badInput(
        null, null, "a text holds a character that none may have, such as U+0000");
  }

  /** What the caller of a write is told that could not be kept; its cause is the failure. */
  static FaultException unavailable(Throwable failure) {
    return told(
        failure,
        "the database can't write now, nothing of this was kept: "
            + reason(failure)
            + "; try again when that is mended");
  }

  /** As {@link #unavailable}, where the connection broke in the midst of the commit. */
  static FaultException unknown(Throwable failure) {
    return told(
        failure,
        "the database went away while this was being kept, so that it may stand or not: "
            + reason(failure)
            + "; send it again, under the same Idempotency-Key where it has one");
  }

  /** What the caller of a read is told. */
  static FaultException unreadable(Throwable failure) {
    return told(
        failure,
        "the database can't be read now: " + reason(failure) + "; try again when that is mended");
  }

  private static FaultException told(Throwable failure, String detail) {
    FaultException told = FaultException.unavailable(RETRY, detail);
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
    String state = state(failure);
    return switch (state) {
      case READ_ONLY -> "it takes no writes";
      case LOCK_NOT_AVAILABLE -> "another transaction holds what is to be changed";
      case DISK_FULL -> "its disk is full";
      case "40001", "40P01" -> "others change the same all the time";
      default ->
          state.startsWith("53")
              ? "it has no resources left"
              : "it can't be reached, or is stopping";
    };
  }
}
