package org.gridwarden.time;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a time limit is counted in. */
public enum LimitUnit {
  /** An hour that runs day and night, on holidays too. */
  URGENT_HOUR("紧急工作时", 3_600_000),
  /** An hour within working hours. */
  WORK_HOUR("工作时", 3_600_000),
  /** One working day, however long it is; a part of it is that share of its working hours. */
  WORK_DAY("工作日", 86_400_000),
  /** The same local time on the next day, working or not. */
  CALENDAR_DAY("自然日", 86_400_000);

  private final String code = name().toLowerCase(Locale.ROOT);
  private final String chinese;
  private final long ticks;

  LimitUnit(String chinese, long ticks) {
    this.chinese = chinese;
    this.ticks = ticks;
  }

  public String code() {
    return code;
  }

  public String chinese() {
    return chinese;
  }

  /** The steps of one unit, in which {@link WorkCalendar} measures. */
  long ticks() {
    return ticks;
  }

  /** By code in any case, or by Chinese name. */
  public static Optional<LimitUnit> find(String text) {
    return Arrays.stream(values())
        .filter(unit -> unit.code.equalsIgnoreCase(text) || unit.chinese.equals(text))
        .findFirst();
  }
}
