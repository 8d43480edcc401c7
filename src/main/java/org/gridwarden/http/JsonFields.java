package org.gridwarden.http;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The fields that a JSON body may have; it may have no others. Immutable. */
public record JsonFields(List<JsonField<?>> all) {
  public JsonFields {
    all = List.copyOf(all);
    Set<String> names = new HashSet<>();
    for (JsonField<?> field : all) {
      if (!names.add(field.name())) {
        throw new IllegalArgumentException("two fields are named " + field.name());
      }
    }
  }

  public static JsonFields of(JsonField<?>... fields) {
    return new JsonFields(List.of(fields));
  }

  List<String> names() {
    return all.stream().<String>map(JsonField::name).toList();
  }

  boolean has(String name) {
    return all.stream().anyMatch(field -> field.name().equals(name));
  }

  /** What the description of the API says of the body. */
  Schema schema() {
    Schema schema = Schema.object();
    for (JsonField<?> field : all) {
      schema =
          field.needed()
              ? schema.with(field.name(), field.schema())
              : schema.maybe(field.name(), field.schema().orNull());
    }
    return schema.closed();
  }
}
