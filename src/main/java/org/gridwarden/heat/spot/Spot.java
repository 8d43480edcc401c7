package org.gridwarden.heat.spot;

import java.util.Objects;

/**
 * What one place came to.
 *
 * @param z the standardised Gi*: above 0 the place and its neighbours hold more than their share
 * @param p the chance of a z at least as far from 0 either way, 0 to 1, not yet corrected for the
 *     number of places asked about
 * @param spotClass what is left of it after that correction; never null
 */
public record Spot(double z, double p, SpotClass spotClass) {
  public Spot {
    Objects.requireNonNull(spotClass, "spotClass");
  }
}
