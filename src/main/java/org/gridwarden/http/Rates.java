package org.gridwarden.http;

/**
 * How often callers may ask.
 *
 * @param signedIn of an account or a key that has no rate of its own, whatever its addresses
 * @param strangers of all strangers of one address together (of IPv6: of one network of 64 bits)
 */
public record Rates(Rate signedIn, Rate strangers) {
  /** What a server does unless told otherwise. */
  public static final int USUAL_SIGNED_IN = 200;

  public static final int USUAL_STRANGERS = 20;
  public static final Rates USUAL = of(USUAL_SIGNED_IN, USUAL_STRANGERS);
  public static final Rates UNLIMITED = new Rates(Rate.UNLIMITED, Rate.UNLIMITED);

  private static final int SIGNED_IN_BURST_SECONDS = 2;
  private static final int STRANGERS_BURST_SECONDS = 5;

  /**
   * The rates with the usual bursts: two seconds' worth of the signed in; five of strangers, whose
   * page asks for its map at once.
   *
   * @param perSecond 0: unlimited
   */
  public static Rates of(int perSecond, int strangersPerSecond) {
    return new Rates(
        Rate.of(perSecond, SIGNED_IN_BURST_SECONDS),
        Rate.of(strangersPerSecond, STRANGERS_BURST_SECONDS));
  }

  /** Of a caller. */
  Rate of(Caller caller) {
    return caller.perSecond() == null
        ? signedIn
        : Rate.of(caller.perSecond(), SIGNED_IN_BURST_SECONDS);
  }
}
