package org.gridwarden.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.time.Moments;

/**
 * One field that a JSON body may have: its name, what it may hold, and how it is read. Null and the
 * empty text count as not given. Immutable.
 *
 * @param secret whether its value is kept out of messages
 */
public record JsonField<T>(
    String name, boolean needed, boolean secret, Schema schema, Reader<T> reader) {
  private static final double LARGEST_WHOLE = 1L << 53;

  /** Reads a value that is neither null nor the empty text. */
  @FunctionalInterface
  public interface Reader<T> {
    /**
     * @param moments reads dates in the area's zone
     * @throws FaultException saying what would be right; the field and the value are added to it
     */
    T read(JsonNode value, Moments moments);
  }

  public JsonField {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(reader, "reader");
  }

  private static <T> JsonField<T> of(String name, Schema schema, Reader<T> reader) {
    return new JsonField<>(name, false, false, schema, reader);
  }

  /**
   * A text that may have several lines: of control characters it may hold line feeds and tabs; a
   * carriage return before a line feed is left out.
   *
   * @param mostCharacters in code points
   */
  public static JsonField<String> text(String name, int mostCharacters) {
    return of(name, Schema.text(), (value, moments) -> JsonText.lines(value, mostCharacters));
  }

  /** A text of one line, without any control character. */
  public static JsonField<String> line(String name, int mostCharacters) {
    return of(name, Schema.text(), (value, moments) -> JsonText.line(value, mostCharacters));
  }

  /** A number from {@code least} to {@code most}, both included. */
  public static JsonField<Double> number(String name, double least, double most) {
    return of(
        name,
        Schema.number(),
        (value, moments) -> {
          double number = value.isNumber() ? value.doubleValue() : Double.NaN;
          if (!(number >= least && number <= most)) {
            throw wrong("a number of " + plain(least) + " to " + plain(most) + " is wanted");
          }
          return number;
        });
  }

  /** A whole number from {@code least} to {@code most}, both included. */
  public static JsonField<Integer> integer(String name, int least, int most) {
    return of(
        name,
        Schema.integer(),
        (value, moments) -> {
          if (!value.canConvertToExactIntegral()
              || !value.canConvertToInt()
              || value.intValue() < least
              || value.intValue() > most) {
            throw wrong("a whole number of " + least + " to " + most + " is wanted");
          }
          return value.intValue();
        });
  }

  /** True or false; not as a text. */
  public static JsonField<Boolean> bool(String name) {
    return of(
        name,
        Schema.bool(),
        (value, moments) -> {
          if (!value.isBoolean()) {
            throw wrong("true or false is wanted");
          }
          return value.booleanValue();
        });
  }

  /** A moment as {@link Moments} reads it. */
  public static JsonField<Instant> moment(String name) {
    return of(
        name,
        Schema.moment(),
        (value, moments) -> {
          if (!value.isTextual()) {
            throw wrong("a moment is wanted, as a text: 2026-05-13T18:00:00+08:00");
          }
          return moments.parse(name, value.textValue());
        });
  }

  /**
   * One of a few values, by its code.
   *
   * @param values in the order in which a message lists them
   */
  public static <T> JsonField<T> oneOf(String name, List<T> values, Function<T, String> code) {
    String[] codes = values.stream().map(code).toArray(String[]::new);
    return of(
        name,
        Schema.oneOf(codes),
        (value, moments) ->
            values.stream()
                .filter(each -> value.isTextual() && code.apply(each).equals(value.textValue()))
                .findFirst()
                .orElseThrow(() -> wrong("one of " + String.join(", ", codes) + " is wanted")));
  }

  /** As {@link #oneOf(String, List, Function)}, of all values of an enum. */
  public static <T extends Enum<T>> JsonField<T> oneOf(
      String name, Class<T> values, Function<T, String> code) {
    return oneOf(name, Arrays.asList(values.getEnumConstants()), code);
  }

  /**
   * A list; where it isn't given, {@link JsonBody#find} is empty, and an empty list is a list.
   *
   * @param each how each item is read; its name says nothing. Items can't be null or empty texts.
   */
  public static <T> JsonField<List<T>> list(String name, JsonField<T> each, int mostItems) {
    return of(
        name,
        Schema.listOf(each.schema()),
        (value, moments) -> {
          if (!value.isArray() || value.size() > mostItems) {
            throw wrong("a list of at most " + mostItems + " is wanted");
          }
          List<T> items = new ArrayList<>();
          List<Fault> faults = new ArrayList<>();
          for (int i = 0; i < value.size(); i++) {
            String at = name + "[" + i + "]";
            try {
              items.add(each.readItem(value.get(i), moments));
            } catch (FaultException fault) {
              fault.faults().forEach(one -> faults.add(one.field(at)));
            }
          }
          if (!faults.isEmpty()) {
            throw new FaultException(faults);
          }
          return List.copyOf(items);
        });
  }

  private T readItem(JsonNode value, Moments moments) {
    if (isAbsent(value)) {
      throw wrong("an item may not be null or empty");
    }
    try {
      return reader.read(value, moments);
    } catch (FaultException fault) {
      throw new FaultException(
          fault.faults().stream().map(one -> one.value(shown(value))).toList());
    }
  }

  /**
   * The same, with a further rule.
   *
   * @param detail what would be right
   */
  public JsonField<T> checked(Predicate<T> rule, String detail) {
    return new JsonField<>(
        name,
        needed,
        secret,
        schema,
        (value, moments) -> {
          T read = reader.read(value, moments);
          if (!rule.test(read)) {
            throw wrong(detail);
          }
          return read;
        });
  }

  /** The same, which must be given. */
  public JsonField<T> required() {
    return new JsonField<>(name, true, secret, schema, reader);
  }

  /** The same, with a value that no message repeats. */
  public JsonField<T> hidden() {
    return new JsonField<>(name, needed, true, schema, reader);
  }

  static boolean isAbsent(JsonNode value) {
    return value == null || value.isNull() || value.isTextual() && value.textValue().isEmpty();
  }

  /** What a message repeats of a value: scalars as they stand, of others the kind. */
  String shown(JsonNode value) {
    return secret
        ? null
        : value.isValueNode()
            ? value.asText()
            : value.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
  }

  private static FaultException wrong(String detail) {
    return new FaultException(Fault.badInput(detail));
  }

  private static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < LARGEST_WHOLE
        ? String.valueOf((long) number)
        : String.valueOf(number);
  }
}
