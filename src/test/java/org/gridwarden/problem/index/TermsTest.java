package org.gridwarden.problem.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TermsTest {
  @Test
  void chineseIsCutIntoNeighboursAndOtherTextIntoWords() {
    assertThat(Terms.of("井盖破损，Road 12号")).containsExactly("井盖", "盖破", "破损", "road", "12", "号");
  }

  @Test
  void fullWidthFormsAndCaseCountAsPlainOnes() {
    assertThat(Terms.of("ＡＢＣ")).containsExactly("abc");
    assertThat(Terms.of("Straße")).containsExactly("straße");
  }

  @Test
  void charactersBeyondTheBasicPlaneStayWhole() {
    assertThat(Terms.of("𠮷野家")).containsExactly("𠮷野", "野家");
    assertThat(Terms.of("𠮷")).containsExactly("𠮷");
  }

  @Test
  void aTextWithoutLettersHasNoTerms() {
    assertThat(Terms.of(" -_!？，\u0000")).isEmpty();
    assertThat(Terms.of("")).isEmpty();
  }
}
