package org.gridwarden.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.FaultKind;
import org.junit.jupiter.api.Test;

/** Guessing is slow, and nobody is locked out by it but who guesses. */
class SignInThrottleTest {
  private static final String HERE = "203.0.113.9";
  private static final String ELSEWHERE = "198.51.100.1";

  private final Turned clock = new Turned();
  private final SignInThrottle throttle = new SignInThrottle(clock);

  /** A clock that the test turns. */
  private static final class Turned extends Clock {
    private Instant now = Instant.parse("2026-05-13T08:00:00Z");

    void turn(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private Duration wait(String address, String name) {
    FaultException refused =
        catchThrowableOfType(FaultException.class, () -> throttle.check(address, name));
    if (refused == null) {
      return Duration.ZERO;
    }
    assertThat(refused.first().kind()).isEqualTo(FaultKind.TOO_MANY_REQUESTS);
    return refused.findWait().orElseThrow();
  }

  private void fail(String address, String name, int times) {
    for (int i = 0; i < times; i++) {
      throttle.failed(address, name);
    }
  }

  @Test
  void someFailuresAreFreeThenEachDoublesTheWaitUpToAnHour() {
    fail(HERE, "leader", 4);
    assertThat(wait(HERE, "leader")).isZero();
    fail(HERE, "leader", 1);
    assertThat(wait(HERE, "leader")).isEqualTo(Duration.ofSeconds(1));
    fail(HERE, "leader", 1);
    assertThat(wait(HERE, "leader")).isEqualTo(Duration.ofSeconds(2));
    fail(HERE, "leader", 30);
    assertThat(wait(HERE, "leader")).isEqualTo(Duration.ofHours(1));
    clock.turn(Duration.ofHours(1));
    assertThat(wait(HERE, "leader")).isZero();
    fail(HERE, "leader", 1);
    assertThat(wait(HERE, "leader")).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void whoFailsInSomeoneElsesNameLocksThemOutNowhereElse() {
    fail(HERE, "leader", 10_000);
    assertThat(wait(HERE, "leader")).isPositive();
    assertThat(wait(ELSEWHERE, "leader")).isZero();
  }

  @Test
  void successForgetsThePairsFailures() {
    fail(HERE, "leader", 5);
    clock.turn(Duration.ofSeconds(1));
    throttle.succeeded(HERE, "leader");
    fail(HERE, "leader", 4);
    assertThat(wait(HERE, "leader")).isZero();
  }

  @Test
  void anAddressThatTriesManyNamesWaitsWithAllOfThem() {
    for (int i = 0; i < 60; i++) {
      throttle.failed(HERE, "name" + i);
    }
    assertThat(wait(HERE, "yet another")).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(1));
    assertThat(wait(ELSEWHERE, "yet another")).isZero();
    clock.turn(Duration.ofMinutes(1));
    assertThat(wait(HERE, "yet another")).isZero();
  }

  @Test
  void aVandalInTheOfficeLocksOutNobodyWhoHasSignedInFromThereBefore() {
    throttle.succeeded(HERE, "leader");
    for (int i = 0; i < 500; i++) {
      throttle.failed(HERE, "name" + i);
    }
    assertThat(wait(HERE, "leader")).isZero();
    assertThat(wait(HERE, "newcomer")).isPositive();
    fail(HERE, "leader", 6);
    assertThat(wait(HERE, "leader")).as("its own failures count all the same").isPositive();
  }

  @Test
  void anIpv6NetworkCountsAsOneAddress() {
    for (int i = 0; i < 10; i++) {
      throttle.failed("2001:db8::" + Integer.toHexString(i + 1), "leader");
    }
    assertThat(wait("2001:db8::ffff", "leader")).isPositive();
    assertThat(wait("2001:db8:0:1::1", "leader")).isZero();
  }

  @Test
  void longAfterTheLastFailureAllIsForgotten() {
    fail(HERE, "leader", 100);
    clock.turn(Duration.ofHours(2).plusSeconds(1));
    assertThat(wait(HERE, "leader")).isZero();
    fail(HERE, "leader", 4);
    assertThat(wait(HERE, "leader")).isZero();
  }

  @Test
  void aNameCanNotBeMadeToLookLikeAnotherPair() {
    fail("a", "b\nc", 20);
    assertThatCode(() -> throttle.check("a", "b")).doesNotThrowAnyException();
    assertThatThrownBy(() -> throttle.check("a", "b\nc")).isInstanceOf(FaultException.class);
  }
}
