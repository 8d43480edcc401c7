package org.gridwarden.town;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * China's public holidays and the days worked in their stead, as the State Council announced them
 * for 2024 to 2026: the one thing about the town that is real.
 */
final class Holidays {
  /** The name, the first and the last day off, then the days worked instead. */
  private static final String[][] HOLIDAYS = {
    {"元旦", "2024-01-01", "2024-01-01"},
    {"春节", "2024-02-10", "2024-02-17", "2024-02-04", "2024-02-18"},
    {"清明节", "2024-04-04", "2024-04-06", "2024-04-07"},
    {"劳动节", "2024-05-01", "2024-05-05", "2024-04-28", "2024-05-11"},
    {"端午节", "2024-06-08", "2024-06-10"},
    {"中秋节", "2024-09-15", "2024-09-17", "2024-09-14"},
    {"国庆节", "2024-10-01", "2024-10-07", "2024-09-29", "2024-10-12"},
    {"元旦", "2025-01-01", "2025-01-01"},
    {"春节", "2025-01-28", "2025-02-04", "2025-01-26", "2025-02-08"},
    {"清明节", "2025-04-04", "2025-04-06"},
    {"劳动节", "2025-05-01", "2025-05-05", "2025-04-27"},
    {"端午节", "2025-05-31", "2025-06-02"},
    {"国庆节、中秋节", "2025-10-01", "2025-10-08", "2025-09-28", "2025-10-11"},
    {"元旦", "2026-01-01", "2026-01-03", "2026-01-04"},
    {"春节", "2026-02-15", "2026-02-23", "2026-02-14", "2026-02-28"},
    {"清明节", "2026-04-04", "2026-04-06"},
    {"劳动节", "2026-05-01", "2026-05-05", "2026-05-09"},
    {"端午节", "2026-06-19", "2026-06-21"},
    {"中秋节", "2026-09-25", "2026-09-27"},
    {"国庆节", "2026-10-01", "2026-10-07", "2026-09-20", "2026-10-10"}
  };

  private Holidays() {}

  /** By day. */
  static List<String[]> rows() {
    List<String[]> days = new ArrayList<>();
    for (String[] holiday : HOLIDAYS) {
      LocalDate.parse(holiday[1])
          .datesUntil(LocalDate.parse(holiday[2]).plusDays(1))
          .forEach(day -> days.add(new String[] {day.toString(), "no", null, holiday[0]}));
      for (int i = 3; i < holiday.length; i++) {
        days.add(new String[] {holiday[i], "yes", null, holiday[0] + "调休"});
      }
    }
    days.sort(Comparator.comparing(row -> row[0]));
    days.add(0, new String[] {"day", "working", "hours", "name"});
    return days;
  }
}
