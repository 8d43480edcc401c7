package org.gridwarden;

import java.io.PrintStream;
import org.gridwarden.fault.Progress;

/**
 * Shows long work on a terminal's standard error: one line that is rewritten, at most five times a
 * second; where the output isn't a terminal, one line a kind of work.
 */
final class ConsoleProgress implements Progress {
  private static final long LEAST_MILLIS = 200;

  private final PrintStream out;
  private final boolean terminal;
  private String shown = "";
  private long shownAtNanos;

  ConsoleProgress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  static ConsoleProgress onStandardError() {
    return new ConsoleProgress(System.err, System.console() != null);
  }

  @Override
  public synchronized void at(String what, long done, long total) {
    boolean newWork = !what.equals(shown);
    long now = System.nanoTime();
    if (!newWork && (!terminal || (now - shownAtNanos) / 1_000_000 < LEAST_MILLIS)) {
      return;
    }
    shown = what;
    shownAtNanos = now;
    if (terminal) {
      String count = total > 0 ? done + " of " + total : done > 0 ? String.valueOf(done) : "";
      out.printf("\r\033[K%s … %s", what, count);
    } else {
      out.println(what + " …");
    }
    out.flush();
  }

  /** Ends the line, so that what follows starts on its own. */
  synchronized void end() {
    if (terminal && !shown.isEmpty()) {
      out.print("\r\033[K");
      out.flush();
    }
    shown = "";
  }
}
