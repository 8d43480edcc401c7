package org.gridwarden.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.Faults;
import org.gridwarden.time.Moments;

/**
 * The values of a JSON body whose fields were all right: unknown fields, wrong types, values out of
 * range and missing ones are refused by name, all at once. Immutable.
 */
public final class JsonBody {
  private final Map<String, Object> values;

  private JsonBody(Map<String, Object> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * @throws FaultException BAD_INPUT with every fault, each with its field
   */
  public static JsonBody read(JsonNode body, JsonFields fields, Moments moments) {
    if (!body.isObject()) {
      throw new FaultException(
          Fault.badInput("a JSON object is wanted; its fields may be " + fields.names()));
    }
    Faults faults = new Faults();
    // What an unknown field holds isn't repeated: it may be a password under a mistyped name.
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!fields.has(name)) {
                faults.add(
                    Fault.badInput("unknown field; there are " + fields.names()).field(cut(name)));
              }
            });
    Map<String, Object> values = new HashMap<>();
    for (JsonField<?> field : fields.all()) {
      JsonNode value = body.get(field.name());
      if (!JsonField.isAbsent(value)) {
        readInto(values, field, value, moments, faults);
      } else if (field.needed()) {
        faults.add(Fault.badInput("the field is missing").field(field.name()));
      }
    }
    faults.throwIfAny();
    return new JsonBody(values);
  }

  private static void readInto(
      Map<String, Object> values,
      JsonField<?> field,
      JsonNode value,
      Moments moments,
      Faults faults) {
    try {
      values.put(field.name(), field.reader().read(value, moments));
    } catch (FaultException wrong) {
      for (Fault each : wrong.faults()) {
        // An item of a list already has its place and value.
        boolean placed = each.field() != null && each.field().startsWith(field.name() + "[");
        faults.add(
            placed
                ? field.secret() ? each.value(null) : each
                : each.field(field.name()).value(field.shown(value)));
      }
    }
  }

  /**
   * The value of a field that is required.
   *
   * @throws IllegalStateException where it wasn't given: only a required field may be asked for so
   */
  public <T> T get(JsonField<T> field) {
    return find(field)
        .orElseThrow(() -> new IllegalStateException(field.name() + " is not a required field"));
  }

  /** The value of a field, where it was given. */
  @SuppressWarnings("unchecked")
  public <T> Optional<T> find(JsonField<T> field) {
    // Only the field's own reader has put a value under its name.
    return Optional.ofNullable((T) values.get(field.name()));
  }

  /** As {@link #find}, or null. */
  public <T> T orNull(JsonField<T> field) {
    return find(field).orElse(null);
  }

  private static String cut(String name) {
    return name.length() <= 100 ? name : name.substring(0, 100) + "…";
  }
}
