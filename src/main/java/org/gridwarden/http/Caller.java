package org.gridwarden.http;

import java.util.Objects;

/**
 * Who asks, as far as limits need to know.
 *
 * @param id tells callers apart; never that of another
 * @param perSecond how often it may ask, or null: as the server's settings say
 */
public record Caller(String id, Integer perSecond) {
  public Caller {
    Objects.requireNonNull(id, "id");
  }
}
