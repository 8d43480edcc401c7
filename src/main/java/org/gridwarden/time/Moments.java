package org.gridwarden.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.gridwarden.fault.FaultException;

/**
 * Reads moments in the area's zone: ISO-8601 with an offset as it stands, a local date and time in
 * the zone, a bare date as its midnight there. Immutable.
 */
public record Moments(ZoneId zone) {
  private static final int LATEST_YEAR = 9999;

  /**
   * @throws FaultException naming the zone where it is unknown
   */
  public static Moments of(String zoneName) {
    try {
      return new Moments(ZoneId.of(zoneName));
    } catch (DateTimeException unknown) {
      throw FaultException.badInput(
          "zone", zoneName, "unknown time zone; give an IANA name such as Asia/Shanghai");
    }
  }

  /**
   * @param field the parameter or column, for the message
   * @throws FaultException naming the field where the text is no moment
   */
  public Instant parse(String field, String text) {
    String stripped = text.strip();
    try {
      Instant moment = read(stripped);
      int year = moment.atZone(zone).getYear();
      if (year < 1 || year > LATEST_YEAR) {
        throw new DateTimeException("beyond the calendar");
      }
      return moment;
    } catch (DateTimeException unreadable) {
      throw FaultException.badInput(
          field,
          text,
          "not a moment: give a date (2026-05-13), or a date and time with or without an offset"
              + " (2026-05-13T18:00:00+08:00)");
    }
  }

  /** ISO-8601 with the zone's offset. */
  public String format(Instant moment) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment.atZone(zone));
  }

  private Instant read(String text) {
    if (text.length() == 10) {
      return LocalDate.parse(text).atStartOfDay(zone).toInstant();
    }
    // A "+" that was not escaped in a query arrives as a blank.
    String iso = text.length() > 11 && text.charAt(10) == ' ' ? replaceAt(text, 10, 'T') : text;
    int blank = iso.lastIndexOf(' ');
    String whole = blank > 15 ? replaceAt(iso, blank, '+') : iso;
    boolean hasOffset =
        whole.endsWith("Z") || whole.lastIndexOf('+') > 10 || whole.lastIndexOf('-') > 10;
    return hasOffset
        ? OffsetDateTime.parse(whole).toInstant()
        : LocalDateTime.parse(whole).atZone(zone).toInstant();
  }

  private static String replaceAt(String text, int index, char with) {
    return text.substring(0, index) + with + text.substring(index + 1);
  }
}
