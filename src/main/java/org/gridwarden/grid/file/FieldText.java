package org.gridwarden.grid.file;

import java.math.BigDecimal;

/**
 * The text of a number: a code kept as a number reads like the code, "110101" and not "110101.0".
 */
final class FieldText {
  /** Past this, writing out the zeros of an exponent helps nobody. */
  private static final int MOST_ZEROS = 40;

  private FieldText() {}

  /** Null for what is not a finite number. */
  static String of(double number) {
    return Double.isFinite(number) ? of(BigDecimal.valueOf(number)) : null;
  }

  static String of(BigDecimal number) {
    if (number.signum() == 0) {
      return "0";
    }
    BigDecimal stripped = number.stripTrailingZeros();
    return Math.abs(stripped.scale()) > MOST_ZEROS ? stripped.toString() : stripped.toPlainString();
  }
}
