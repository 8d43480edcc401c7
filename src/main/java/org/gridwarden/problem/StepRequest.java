package org.gridwarden.problem;

import java.util.List;

/**
 * What someone asks for with a step. Immutable.
 *
 * @param note in their words, or null
 * @param to what it is directed to: the party that receives it, the problem that it is a duplicate
 *     of, the moment until which time is wanted; or null
 * @param photos the hashes of photos
 * @param version the version that they saw, or null where they don't say
 */
public record StepRequest(String note, String to, List<String> photos, Integer version) {
  public StepRequest {
    photos = List.copyOf(photos);
  }

  public static StepRequest plain() {
    return new StepRequest(null, null, List.of(), null);
  }
}
