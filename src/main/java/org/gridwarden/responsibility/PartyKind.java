package org.gridwarden.responsibility;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A person or a unit. */
public enum PartyKind {
  PERSON("人员", "个人"),
  UNIT("单位", "部门");

  private final String code = name().toLowerCase(Locale.ROOT);
  private final String[] chinese;

  PartyKind(String... chinese) {
    this.chinese = chinese;
  }

  public String code() {
    return code;
  }

  static Optional<PartyKind> find(String text) {
    return Arrays.stream(values())
        .filter(
            kind ->
                kind.code().equalsIgnoreCase(text) || Arrays.asList(kind.chinese).contains(text))
        .findFirst();
  }
}
