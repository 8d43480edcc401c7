package org.gridwarden.problem;

import java.time.Instant;
import java.util.List;
import org.gridwarden.geo.LonLat;

/**
 * What someone reports, checked field by field but not yet placed. Immutable.
 *
 * @param point in WGS-84
 * @param accuracyMetres or null
 * @param takenAt when it was seen, or null for now
 * @param sentFrom where the phone was when it was sent, or null
 * @param address in words, or null
 * @param source how it came to be known, or null
 * @param photos the hashes of photos
 */
public record ReportDraft(
    String layer,
    LonLat point,
    Double accuracyMetres,
    Instant takenAt,
    LonLat sentFrom,
    String category,
    Severity severity,
    String description,
    String address,
    String source,
    List<String> photos) {
  public ReportDraft {
    photos = List.copyOf(photos);
  }
}
