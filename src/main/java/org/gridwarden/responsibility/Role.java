package org.gridwarden.responsibility;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a party does for a grid, in the words of files and answers. */
public enum Role {
  GRID_CHIEF("网格长", Rule.CHIEF, PartyKind.PERSON),
  GRID_WORKER("网格员", Rule.LISTED, PartyKind.PERSON),
  CONTRACTED_LEADER("包抓领导", Rule.CONTRACT, PartyKind.PERSON),
  COBUILDING_UNIT("包抓共建单位", Rule.CONTRACT, PartyKind.UNIT),
  LEAD_UNIT("牵头单位", Rule.CONTRACT, PartyKind.UNIT),
  RESPONSIBLE_UNIT("责任单位", Rule.CONTRACT, PartyKind.UNIT),
  INSPECTION_TEAM("督查组", Rule.LISTED, PartyKind.UNIT),
  FRONTAGE("门前三包", Rule.FRONTAGE, PartyKind.UNIT);

  private final String code = name().toLowerCase(Locale.ROOT);
  private final String chinese;
  private final Rule rule;
  private final PartyKind usualKind;

  Role(String chinese, Rule rule, PartyKind usualKind) {
    this.chinese = chinese;
    this.rule = rule;
    this.usualKind = usualKind;
  }

  public String code() {
    return code;
  }

  public String chinese() {
    return chinese;
  }

  /** Under which rule it is responsible where no category is named. */
  Rule rule() {
    return rule;
  }

  PartyKind usualKind() {
    return usualKind;
  }

  /** Whether a category given with it makes its holder the one in charge of that sector. */
  boolean canHaveSector() {
    return this == LEAD_UNIT || this == RESPONSIBLE_UNIT;
  }

  static Optional<Role> find(String text) {
    return Arrays.stream(values())
        .filter(
            role ->
                role.code().equalsIgnoreCase(text)
                    || role.chinese.equals(text)
                    || (role == COBUILDING_UNIT && text.equals("共建单位")))
        .findFirst();
  }
}
