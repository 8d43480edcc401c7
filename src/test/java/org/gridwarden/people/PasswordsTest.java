package org.gridwarden.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.FaultKind;
import org.junit.jupiter.api.Test;

/** Hashes of passwords: right, as slow for nobody as for anybody, and never too many at once. */
class PasswordsTest {
  private final Passwords passwords = new Passwords();

  @Test
  void aPasswordMatchesItsHashAndNoOther() {
    String hash = passwords.hash("correct horse");
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(passwords.matches("correct horse", hash)).isTrue();
    assertThat(passwords.matches("correct hors", hash)).isFalse();
    assertThat(passwords.matches("correct horse", null)).isFalse();
    assertThat(passwords.hash("correct horse")).isNotEqualTo(hash);
  }

  @Test
  void whatIsTooLongForAnyAccountIsNotHashed() {
    String hash = passwords.hash("correct horse");
    long begin = System.nanoTime();
    for (int i = 0; i < 1000; i++) {
      assertThat(passwords.matches("x".repeat(10_000), hash)).isFalse();
    }
    assertThat(System.nanoTime() - begin).isLessThan(1_000_000_000L);
  }

  @Test
  void anUnknownNameTakesAsLongAsAWrongPassword() {
    String hash = passwords.hash("correct horse");
    long best = Long.MAX_VALUE;
    long bestOfNobody = Long.MAX_VALUE;
    for (int i = 0; i < 10; i++) {
      long begin = System.nanoTime();
      passwords.matches("wrong horse", hash);
      long middle = System.nanoTime();
      passwords.matches("wrong horse", null);
      best = Math.min(best, middle - begin);
      bestOfNobody = Math.min(bestOfNobody, System.nanoTime() - middle);
    }
    System.out.printf("wrong %.1f ms, nobody's %.1f ms%n", best / 1e6, bestOfNobody / 1e6);
    assertThat((double) bestOfNobody / best).isBetween(0.5, 2.0);
  }

  @Test
  void aCrowdIsTurnedAwayInsteadOfKeptWaiting() throws Exception {
    String hash = passwords.hash("correct horse");
    AtomicInteger turnedAway = new AtomicInteger();
    AtomicInteger right = new AtomicInteger();
    CountDownLatch start = new CountDownLatch(1);
    Thread[] threads = new Thread[100];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          new Thread(
              () -> {
                try {
                  start.await();
                  right.addAndGet(passwords.matches("correct horse", hash) ? 1 : 0);
                } catch (InterruptedException stop) {
                  Thread.currentThread().interrupt();
                } catch (FaultException refused) {
                  assertThat(refused.first().kind()).isEqualTo(FaultKind.TOO_MANY_REQUESTS);
                  turnedAway.incrementAndGet();
                }
              });
      threads[i].start();
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(right.get() + turnedAway.get()).isEqualTo(threads.length);
    assertThat(right).hasValueGreaterThanOrEqualTo(2);
    assertThat(turnedAway).hasValueGreaterThan(10);
    assertThat(passwords.matches("correct horse", hash)).as("afterwards all is well").isTrue();
  }
}
