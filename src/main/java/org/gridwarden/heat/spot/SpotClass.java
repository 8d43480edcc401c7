package org.gridwarden.heat.spot;

import java.util.Locale;

/** How sure it is that a place and its neighbours lie above (hot) or below (cold) the rest. */
public enum SpotClass {
  HOT_99,
  HOT_95,
  HOT_90,
  /** Nothing that chance doesn't explain; or too few places to say. */
  NONE,
  COLD_90,
  COLD_95,
  COLD_99;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** The name in answers: {@code hot_99}, {@code none}. */
  public String code() {
    return code;
  }
}
