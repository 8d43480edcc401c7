package org.gridwarden.fault;

import java.util.Objects;

/**
 * One thing that is wrong and where. Immutable.
 *
 * @param kind never null
 * @param detail a sentence a person can act on: what is wrong and what would be right
 * @param file the file's name, or null
 * @param line the line, counted from 1, or null
 * @param feature the feature of a file ("feature 12", or its code), or null
 * @param field the parameter or column, or null
 * @param value the offending value, cut to 200 characters, or null
 */
public record Fault(
    FaultKind kind,
    String detail,
    String file,
    Long line,
    String feature,
    String field,
    String value) {

  private static final int LONGEST_VALUE = 200;

  public Fault {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(detail, "detail");
    if (value != null && value.length() > LONGEST_VALUE) {
      value = value.substring(0, LONGEST_VALUE) + "…";
    }
  }

  public static Fault badInput(String detail) {
    return new Fault(FaultKind.BAD_INPUT, detail, null, null, null, null, null);
  }

  public static Fault of(FaultKind kind, String detail) {
    return new Fault(kind, detail, null, null, null, null, null);
  }

  public Fault file(String newFile) {
    return new Fault(kind, detail, newFile, line, feature, field, value);
  }

  public Fault line(long newLine) {
    return new Fault(kind, detail, file, newLine, feature, field, value);
  }

  public Fault feature(String newFeature) {
    return new Fault(kind, detail, file, line, newFeature, field, value);
  }

  public Fault field(String newField) {
    return new Fault(kind, detail, file, line, feature, newField, value);
  }

  public Fault value(Object newValue) {
    String text = newValue == null ? null : newValue.toString();
    return new Fault(kind, detail, file, line, feature, field, text);
  }

  /** {@code FILE:LINE-or-feature: what is wrong}, the form of standard error. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    if (file != null) {
      text.append(file).append(':');
    }
    if (line != null) {
      text.append(line).append(':');
    } else if (feature != null) {
      text.append(feature).append(':');
    }
    if (!text.isEmpty()) {
      text.append(' ');
    }
    if (field != null) {
      text.append(field).append(": ");
    }
    text.append(detail);
    if (value != null) {
      text.append(" (got ").append(value).append(')');
    }
    return text.toString();
  }
}
