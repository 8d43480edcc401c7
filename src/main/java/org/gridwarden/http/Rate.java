package org.gridwarden.http;

/**
 * How often something may be done.
 *
 * @param perSecond in the long run; 0: as often as one likes
 * @param burst how many at once after a pause, at least one
 */
public record Rate(int perSecond, int burst) {
  public static final Rate UNLIMITED = new Rate(0, 1);

  /** As much as can be told apart in nanoseconds, with room to spare. */
  public static final int MOST_PER_SECOND = 1_000_000;

  public Rate {
    if (perSecond < 0 || perSecond > MOST_PER_SECOND || burst < 1) {
      throw new IllegalArgumentException(perSecond + " a second, bursts of " + burst);
    }
  }

  /** That many a second and so many seconds' worth at once. */
  static Rate of(int perSecond, int burstSeconds) {
    return perSecond == 0 ? UNLIMITED : new Rate(perSecond, perSecond * burstSeconds);
  }

  boolean isUnlimited() {
    return perSecond == 0;
  }
}
