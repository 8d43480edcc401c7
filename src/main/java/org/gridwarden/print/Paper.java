package org.gridwarden.print;

import java.util.Arrays;
import java.util.Locale;
import org.gridwarden.fault.FaultException;

/** Sizes of paper by ISO 216; the longer side lies across unless told otherwise. */
public enum Paper {
  A0(1189, 841),
  A1(841, 594),
  A2(594, 420),
  A3(420, 297),
  A4(297, 210);

  private final double longMillimetres;
  private final double shortMillimetres;

  Paper(double longMillimetres, double shortMillimetres) {
    this.longMillimetres = longMillimetres;
    this.shortMillimetres = shortMillimetres;
  }

  double width(boolean portrait) {
    return portrait ? shortMillimetres : longMillimetres;
  }

  double height(boolean portrait) {
    return portrait ? longMillimetres : shortMillimetres;
  }

  /** How much larger than on A4 letters and lines are: half as fast as the paper grows. */
  double magnification() {
    return Math.sqrt(longMillimetres / A4.longMillimetres);
  }

  /**
   * @throws FaultException naming the field where there is no such paper
   */
  public static Paper parse(String field, String name) {
    return Arrays.stream(values())
        .filter(each -> each.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> FaultException.badInput(field, name, "A0, A1, A2, A3 or A4"));
  }
}
