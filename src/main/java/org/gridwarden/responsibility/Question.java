package org.gridwarden.responsibility;

import java.time.Instant;
import org.gridwarden.fault.FaultException;
import org.gridwarden.geo.LonLat;

/**
 * Who is responsible here?
 *
 * @param point in WGS-84
 * @param category the kind of problem, or null
 * @param accuracyMetres the radius of the circle in which the true position lies, or null
 */
public record Question(
    String layer, LonLat point, String category, Instant at, Double accuracyMetres) {
  /** Beyond this a position says nothing about grids, and looking would be much work. */
  public static final double MOST_ACCURACY_METRES = 100_000;

  public Question {
    if (accuracyMetres != null
        && !(accuracyMetres >= 0 && accuracyMetres <= MOST_ACCURACY_METRES)) {
      throw FaultException.badInput(
          "accuracy", accuracyMetres, "an accuracy is 0 to 100000 metres");
    }
  }
}
