package org.gridwarden.heat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gridwarden.heat.interval.RowTest;
import org.gridwarden.heat.interval.RowTests;

/** Which problems a picture of heat counts, by where they stood at its moment. */
enum StatusGroup {
  UNRESOLVED,
  /** Reported, filed, dispatched or in progress: somebody has still to act. */
  WAITING,
  /** Handled or verified: it has still to be checked or closed. */
  HANDLED,
  SUSPENDED,
  /** Closed by then, and not come back. */
  CLOSED,
  /** Whatever became of them: with a stretch of time, what was reported in it. */
  REPORTED;

  private final String code = name().toLowerCase(Locale.ROOT);

  String code() {
    return code;
  }

  static Optional<StatusGroup> find(String code) {
    return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
  }

  static String codes() {
    return Stream.of(values()).map(StatusGroup::code).collect(Collectors.joining(", "));
  }

  RowTest at(long moment) {
    return switch (this) {
      case UNRESOLVED -> RowTests.unresolvedAt(moment);
      case WAITING -> RowTests.waitingAt(moment);
      case HANDLED -> RowTests.handledAt(moment);
      case SUSPENDED -> RowTests.suspendedAt(moment);
      case CLOSED -> RowTests.closedAt(moment);
      case REPORTED -> RowTests.reportedBy(moment);
    };
  }
}
