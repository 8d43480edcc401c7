package org.gridwarden.responsibility;

import java.util.Locale;

/** What makes a party responsible for a spot. */
public enum Rule {
  /** 门前三包: the spot lies in the strip in front of its door. */
  FRONTAGE,
  /** 谁主管谁负责: the problem's category is its department's, wherever it lies. */
  SECTOR,
  /** 包抓共建: contracted to a grid of the chain. */
  CONTRACT,
  /** In charge of a grid of the chain. */
  CHIEF,
  /** 属地兜底: the chief of the nearest level up, where the finest grid names nobody. */
  TERRITORIAL,
  /** Named for the grid, never answerable first. */
  LISTED;

  private final String code = name().toLowerCase(Locale.ROOT);

  public String code() {
    return code;
  }
}
