package org.gridwarden.heat.picture;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Objects;

/**
 * What a picture shows.
 *
 * @param window the box on the ground and the pixels it fills
 * @param heat drawn for just that box, transparent where there is nothing; stretched where it has
 *     another size than the window. Not changed
 * @param outlines drawn beneath the heat, in this order; may be empty
 * @param piles ringed, with their counts; may be empty. Those outside the window aren't drawn
 * @param language "en", or anything else for Chinese: of numbers, dates and the picture's own words
 */
public record Sheet(
    MapWindow window,
    BufferedImage heat,
    List<Outline> outlines,
    List<Pile> piles,
    Caption caption,
    Legend legend,
    String language) {
  public Sheet {
    Objects.requireNonNull(window, "window");
    Objects.requireNonNull(heat, "heat");
    Objects.requireNonNull(caption, "caption");
    Objects.requireNonNull(legend, "legend");
    Objects.requireNonNull(language, "language");
    outlines = List.copyOf(outlines);
    piles = List.copyOf(piles);
  }
}
