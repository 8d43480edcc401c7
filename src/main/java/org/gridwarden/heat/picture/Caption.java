package org.gridwarden.heat.picture;

import java.time.LocalDate;
import java.util.Objects;

/**
 * What a picture says in words.
 *
 * @param title what the map shows; may be empty, may be long
 * @param subtitle the moment and the filters, or empty
 * @param drawnOn the day on which the picture was made, in the area's zone
 * @param drawnBy who made it, or empty
 */
public record Caption(String title, String subtitle, LocalDate drawnOn, String drawnBy) {
  public Caption {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(subtitle, "subtitle");
    Objects.requireNonNull(drawnOn, "drawnOn");
    Objects.requireNonNull(drawnBy, "drawnBy");
  }
}
