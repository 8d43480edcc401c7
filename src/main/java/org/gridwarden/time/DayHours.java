package org.gridwarden.time;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gridwarden.fault.FaultException;

/**
 * The working hours of one day: spans in their order that don't overlap but may touch. Immutable.
 *
 * @param spans none for a day off
 */
public record DayHours(List<Span> spans) {
  public static final DayHours OFF = new DayHours(List.of());

  private static final int MOST_SPANS = 12;
  private static final int MINUTES_OF_DAY = 1440;
  private static final Pattern SPAN =
      Pattern.compile("(\\d{1,2}):(\\d{2})\\s*[-~–—至到]\\s*(\\d{1,2}):(\\d{2})");

  public DayHours {
    spans = List.copyOf(spans);
    if (spans.size() > MOST_SPANS) {
      throw new IllegalArgumentException("at most " + MOST_SPANS + " spans a day");
    }
    for (int i = 1; i < spans.size(); i++) {
      if (spans.get(i).fromMinute() < spans.get(i - 1).toMinute()) {
        throw new IllegalArgumentException(
            spans.get(i) + " begins before " + spans.get(i - 1) + " has ended");
      }
    }
  }

  /**
   * One span of working time, [from, to), in minutes after local midnight.
   *
   * @param toMinute up to 1440, which is 24:00
   */
  public record Span(int fromMinute, int toMinute) {
    public Span {
      if (fromMinute < 0 || toMinute > MINUTES_OF_DAY || fromMinute >= toMinute) {
        throw new IllegalArgumentException(
            clock(fromMinute) + "-" + clock(toMinute) + " must end after it begins, by 24:00");
      }
    }

    public String from() {
      return clock(fromMinute);
    }

    /** 24:00 for the day's end. */
    public String to() {
      return clock(toMinute);
    }

    @Override
    public String toString() {
      return from() + "-" + to();
    }

    private static String clock(int minute) {
      return String.format("%02d:%02d", minute / 60, minute % 60);
    }
  }

  public boolean isOff() {
    return spans.isEmpty();
  }

  /**
   * Reads what {@link #toString} writes; also full-width signs, "、" between spans, 至 within them.
   *
   * @param field the parameter or column, for the message
   * @throws FaultException naming the field where the text is no hours
   */
  public static DayHours parse(String field, String text) {
    try {
      List<Span> spans = new ArrayList<>();
      for (String part : Normalizer.normalize(text, Normalizer.Form.NFKC).split("[,;、]", -1)) {
        Matcher span = SPAN.matcher(part.strip());
        if (!span.matches()) {
          throw new IllegalArgumentException("'" + part.strip() + "' is no span");
        }
        spans.add(
            new Span(minute(span.group(1), span.group(2)), minute(span.group(3), span.group(4))));
      }
      return new DayHours(spans);
    } catch (IllegalArgumentException wrong) {
      throw FaultException.badInput(
          field,
          text,
          "not working hours, "
              + wrong.getMessage()
              + "; give spans in their order such as 08:30-12:00,13:30-18:00");
    }
  }

  private static int minute(String hours, String minutes) {
    if (Integer.parseInt(minutes) > 59) {
      throw new IllegalArgumentException(hours + ":" + minutes + " is no time of day");
    }
    return Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
  }

  /** {@code 08:30-12:00,13:30-18:00}; empty for a day off. */
  @Override
  public String toString() {
    return spans.stream().map(Span::toString).collect(Collectors.joining(","));
  }
}
