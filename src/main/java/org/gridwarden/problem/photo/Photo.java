package org.gridwarden.problem.photo;

import java.time.Instant;
import java.util.Objects;
import org.gridwarden.geo.LonLat;

/**
 * A photo that is kept. Immutable.
 *
 * @param hash SHA-256 of the file in lower-case hex: its name and its address
 * @param bytes of the file
 * @param width in pixels, upright
 * @param position WGS-84, where the camera says that it stood; null where it didn't say, or where
 *     that was forgotten
 * @param takenAt by the camera's clock, or null
 * @param uploadedBy the id of the account that sent it first
 * @param uploadedAt when it was last sent, or named by a problem
 */
public record Photo(
    String hash,
    int bytes,
    int width,
    int height,
    LonLat position,
    Instant takenAt,
    String uploadedBy,
    Instant uploadedAt) {
  public Photo {
    if (!isHash(hash)) {
      throw new IllegalArgumentException("a hash is 64 hex digits in lower case: " + hash);
    }
    if (bytes < 1 || width < 1 || height < 1) {
      throw new IllegalArgumentException("an empty photo: " + hash);
    }
    Objects.requireNonNull(uploadedBy, "uploadedBy");
    Objects.requireNonNull(uploadedAt, "uploadedAt");
  }

  /** Whether a text can be the hash of a photo: 64 hex digits in lower case, and nothing else. */
  static boolean isHash(String text) {
    return text != null && text.matches("[0-9a-f]{64}");
  }
}
