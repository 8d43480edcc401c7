package org.gridwarden.heat.spot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FalseDiscoveryTest {
  /**
   * The example of Benjamini and Hochberg (1995): fifteen hypotheses of a trial of thrombolysis.
   */
  private static final double[] TRIAL = {
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
    0.6528, 0.7590, 1.000
  };

  private static long discovered(double[] ascending, double q) {
    double limit = FalseDiscovery.limit(ascending, q);
    return Arrays.stream(ascending).filter(p -> p <= limit).count();
  }

  @Test
  void theExampleOfThePaperRejectsFour() {
    // p(4) = 0.0095 <= 4/15 0.05 = 0.0133, and no later one: p(5) = 0.0201 > 5/15 0.05 = 0.0167.
    assertThat(FalseDiscovery.limit(TRIAL, 0.05)).isEqualTo(0.0095);
    assertThat(discovered(TRIAL, 0.05)).isEqualTo(4);
  }

  @Test
  void aStricterShareRejectsFewerAndALaxerOneMore() {
    // 3/15 0.01 = 0.0020, just above p(3) = 0.0019; 9/15 0.10 = 0.06 is above p(9) = 0.0459.
    assertThat(discovered(TRIAL, 0.01)).isEqualTo(3);
    assertThat(discovered(TRIAL, 0.10)).isEqualTo(9);
  }

  @Test
  void aPValueAboveItsOwnLineIsCarriedByALaterOneBelow() {
    // The lines are 0.0125, 0.025, 0.0375, 0.05: the first three lie above theirs, the fourth on
    // it.
    assertThat(discovered(new double[] {0.02, 0.03, 0.04, 0.05}, 0.05)).isEqualTo(4);
  }

  @Test
  void nothingIsDiscoveredWhereNothingIsLittleEnough() {
    assertThat(FalseDiscovery.limit(new double[] {0.03, 0.04, 0.9}, 0.05))
        .isEqualTo(FalseDiscovery.NOTHING);
    assertThat(FalseDiscovery.limit(new double[0], 0.05)).isEqualTo(FalseDiscovery.NOTHING);
  }

  @Test
  void aPValueOfZeroIsADiscovery() {
    assertThat(FalseDiscovery.limit(new double[] {0, 1, 1}, 0.01)).isZero();
  }
}
