package org.gridwarden;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a server when its process is told to end (SIGTERM, Ctrl-C), in ten seconds at most. */
final class Stop {
  private static final Logger LOG = LoggerFactory.getLogger(Stop.class);
  private static final long MOST_MILLIS = 9_500;

  /** What a shell says of a process that ended by SIGTERM, as the Java machine does. */
  private static final int TERMINATED = 143;

  private Stop() {}

  static void atEnd(Server server, Duration drain) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, drain), "stop"));
  }

  private static void stop(Server server, Duration drain) {
    Thread limit = new Thread(Stop::halt, "stop-limit");
    limit.setDaemon(true);
    limit.start();
    server.close(drain);
  }

  private static void halt() {
    try {
      Thread.sleep(MOST_MILLIS);
    } catch (InterruptedException never) {
      return;
    }
    // What was acknowledged is on disk; the rest was told nothing.
    LOG.error("The server could not be stopped in order within {} ms; it ends now", MOST_MILLIS);
    Runtime.getRuntime().halt(TERMINATED);
  }
}
