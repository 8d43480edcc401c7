package org.gridwarden.heat.picture;

import java.util.List;
import java.util.Objects;

/**
 * What the colours of the heat mean.
 *
 * @param unit what is counted and in which unit, such as "未结问题密度（件/km²）"
 * @param stops at least two, values ascending. Between two of them the colour goes over evenly with
 *     the value (each of alpha, red, green and blue by itself); the bar gives each step the same
 *     room, so that a scale of unequal steps can be read as well
 */
public record Legend(String unit, List<Stop> stops) {
  public Legend {
    Objects.requireNonNull(unit, "unit");
    stops = List.copyOf(stops);
    if (stops.size() < 2) {
      throw new IllegalArgumentException("a legend has two stops or more");
    }
    for (int i = 1; i < stops.size(); i++) {
      if (!(stops.get(i).value() > stops.get(i - 1).value())) {
        throw new IllegalArgumentException("the values of a legend's stops ascend");
      }
    }
  }

  /**
   * The colour at a value.
   *
   * @param value in the unit of the legend, finite
   * @param argb not premultiplied, as {@link java.awt.image.BufferedImage#getRGB} gives it
   */
  public record Stop(double value, int argb) {
    public Stop {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("the value of a stop is a finite number");
      }
    }
  }
}
