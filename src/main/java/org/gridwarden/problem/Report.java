package org.gridwarden.problem;

import java.time.Instant;
import java.util.Objects;
import org.gridwarden.geo.LonLat;

/**
 * What was reported. Never changes afterwards. Immutable.
 *
 * @param point in WGS-84
 * @param accuracyMetres the radius of the circle in which the true position lies, or null
 * @param takenAt when it was seen, by the clock of whoever saw it
 * @param reportedAt when the server took it, from which its time limit counts
 * @param reporter the id of the account or API key, or null for a stranger
 * @param source how it came to be known (巡查, 热线 …), or null
 * @param address in words, or null
 * @param externalId its number in the system it was brought in from, or null
 * @param sentFromMetres how far from the position it was sent, where both are known; else null
 * @param photoMetres how far from the position the nearest photo says that it was taken, or null
 */
public record Report(
    LonLat point,
    Double accuracyMetres,
    Instant takenAt,
    Instant reportedAt,
    String reporter,
    String source,
    String category,
    Severity severity,
    String description,
    String address,
    String externalId,
    Double sentFromMetres,
    Double photoMetres) {
  public Report {
    Objects.requireNonNull(point, "point");
    Objects.requireNonNull(takenAt, "takenAt");
    Objects.requireNonNull(reportedAt, "reportedAt");
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(description, "description");
  }

  Report photoMetres(double metres) {
    return new Report(
        point,
        accuracyMetres,
        takenAt,
        reportedAt,
        reporter,
        source,
        category,
        severity,
        description,
        address,
        externalId,
        sentFromMetres,
        metres);
  }
}
