package org.gridwarden.heat;

import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The colours that densities are shown in: nine of ColorBrewer's YlOrRd (Harrower and Brewer,
 * 2003), or the like of matplotlib's inferno on dark maps; PuOr for differences. All three are told
 * apart by people who are colour-blind. Steps of colour are even in the square root of the density,
 * as the spread of a count grows with its root: an even step of colour is an even step of evidence.
 */
enum Ramp {
  LIGHT(
      false, 0xffffcc, 0xffeda0, 0xfed976, 0xfeb24c, 0xfd8d3c, 0xfc4e2a, 0xe31a1c, 0xbd0026,
      0x800026),
  DARK(
      false, 0x3b0f70, 0x641a80, 0x8c2981, 0xb5367a, 0xde4968, 0xf7705c, 0xfe9f6d, 0xfecf92,
      0xfcfdbf),
  /** From much less to much more. */
  CHANGE(
      true, 0x542788, 0x8073ac, 0xb2abd2, 0xd8daeb, 0xf7f7f7, 0xfee0b6, 0xfdb863, 0xe08214,
      0xb35806);

  private static final int LAST = 255;
  private static final int MIDDLE = 128;

  /** How much of the map is covered where it is covered most. */
  private static final double MOST_OPAQUE = 0.85;

  /** From this share of the way on it is. */
  private static final double OPAQUE_FROM = 0.25;

  private final String code = name().toLowerCase(Locale.ROOT);
  private final boolean isOfChange;
  private final int[] colours;
  private final IndexColorModel palette;

  Ramp(boolean isOfChange, int... colours) {
    this.isOfChange = isOfChange;
    this.colours = colours;
    this.palette = palette();
  }

  /** The ramps of densities. */
  static Optional<Ramp> find(String code) {
    return Arrays.stream(values())
        .filter(each -> !each.isOfChange && each.code.equals(code))
        .findFirst();
  }

  /**
   * A stop of the legend.
   *
   * @param color as #rrggbb
   * @param opacity 0 to 1
   */
  record Stop(double value, String color, double opacity) {
    int argb() {
      return (int) Math.round(opacity * LAST) << 24 | Integer.parseInt(color.substring(1), 16);
    }
  }

  /** The colours of a legend, ascending; between two the root of the value is what counts. */
  List<Stop> stops(double top) {
    List<Stop> stops = new ArrayList<>();
    for (int i = 0; i < colours.length; i++) {
      double way = (double) i / (colours.length - 1);
      double signed = isOfChange ? 2 * way - 1 : way;
      double value = top * signed * Math.abs(signed);
      stops.add(
          new Stop(
              value,
              String.format(Locale.ROOT, "#%06x", colours[i]),
              Math.round(opacity(signed) * 100) / 100.0));
    }
    return stops;
  }

  IndexColorModel colours() {
    return palette;
  }

  /** The number of the colour of a density; 0 is nothing, and a middle of no change likewise. */
  byte index(float density, double top) {
    double way = Math.sqrt(Math.min(1, Math.abs(density) / top));
    if (!isOfChange) {
      return (byte) Math.round(way * LAST);
    }
    int steps = (int) Math.round(way * (LAST - MIDDLE));
    return (byte) (density < 0 ? MIDDLE - steps : MIDDLE + steps);
  }

  /** The number of the colour of nothing. */
  byte nothing() {
    return (byte) (isOfChange ? MIDDLE : 0);
  }

  private IndexColorModel palette() {
    byte[] red = new byte[LAST + 1];
    byte[] green = new byte[LAST + 1];
    byte[] blue = new byte[LAST + 1];
    byte[] alpha = new byte[LAST + 1];
    for (int i = 0; i <= LAST; i++) {
      double way =
          isOfChange
              ? Math.max(0, 0.5 + (i - MIDDLE) / (2.0 * (LAST - MIDDLE)))
              : (double) i / LAST;
      double at = way * (colours.length - 1);
      int first = (int) Math.min(colours.length - 2, Math.floor(at));
      double share = at - first;
      red[i] = between(first, share, 16);
      green[i] = between(first, share, 8);
      blue[i] = between(first, share, 0);
      alpha[i] = (byte) Math.round(opacity(isOfChange ? 2 * way - 1 : way) * LAST);
    }
    return new IndexColorModel(8, LAST + 1, red, green, blue, alpha);
  }

  private byte between(int first, double share, int shift) {
    int one = colours[first] >> shift & LAST;
    int other = colours[first + 1] >> shift & LAST;
    return (byte) Math.round(one + share * (other - one));
  }

  private static double opacity(double way) {
    return MOST_OPAQUE * Math.min(1, Math.abs(way) / OPAQUE_FROM);
  }
}
