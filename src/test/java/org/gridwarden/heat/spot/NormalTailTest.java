package org.gridwarden.heat.spot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalTailTest {
  /**
   * Computed with 25 digits by mpmath; those of 0.5, 1 and 2 stand in Abramowitz and Stegun too.
   */
  @ParameterizedTest
  @CsvSource({
    "1e-10, 0.999999999887162083",
    "0.1, 0.887537083981715108",
    "0.5, 0.479500122186953462",
    "1, 0.157299207050285131",
    "1.5, 0.0338948535246892729",
    "1.9, 0.00720957076474253005",
    "2, 0.00467773498104726584",
    "2.5, 0.00040695201744495894",
    "3, 2.20904969985854414e-5",
    "4, 1.54172579002800189e-8",
    "5, 1.53745979442803485e-12",
    "7, 4.1838256077794144e-23",
    "10, 2.08848758376254476e-45",
    "15, 7.21299417245120667e-100",
    "20, 5.39586561160790093e-176",
    "26, 5.66319240885614285e-296"
  })
  void theComplementaryErrorFunctionHasItsKnownValues(double x, double known) {
    assertThat(NormalTail.erfc(x)).isCloseTo(known, within(known * 1e-12));
  }

  @Test
  void seriesAndFractionMeetWhereOneTakesOver() {
    assertThat(NormalTail.erfc(Math.nextDown(1.5)))
        .isCloseTo(NormalTail.erfc(1.5), within(NormalTail.erfc(1.5) * 1e-13));
  }

  @Test
  void itFallsAllTheWayAndEndsAtZero() {
    assertThat(NormalTail.erfc(0)).isEqualTo(1);
    double last = 1;
    for (double x = 0.001; x < 26.5; x += 0.001) {
      double next = NormalTail.erfc(x);
      assertThat(next).as("erfc(%s)", x).isPositive().isLessThan(last);
      last = next;
    }
    assertThat(NormalTail.erfc(30)).isZero();
    assertThat(NormalTail.erfc(Double.POSITIVE_INFINITY)).isZero();
  }

  @Test
  void theQuantilesOfEveryTableLeaveTheirShareInBothTails() {
    assertThat(NormalTail.twoSided(1.6448536269514722)).isCloseTo(0.10, within(1e-14));
    assertThat(NormalTail.twoSided(-1.959963984540054)).isCloseTo(0.05, within(1e-14));
    assertThat(NormalTail.twoSided(2.5758293035489004)).isCloseTo(0.01, within(1e-14));
    assertThat(NormalTail.twoSided(0)).isEqualTo(1);
  }
}
