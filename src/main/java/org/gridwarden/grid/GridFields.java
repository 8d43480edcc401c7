package org.gridwarden.grid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.Faults;
import org.gridwarden.grid.file.FeatureFile;
import org.gridwarden.grid.file.SourceFeature;

/** Takes code, name and parent from the fields of a file's features. */
final class GridFields {
  private static final int LONGEST_CODE = 32;
  private static final int LONGEST_NAME = 200;

  private GridFields() {}

  /** One candidate a feature; what can't be one is added to the faults. */
  static List<GridCandidate> read(
      FeatureFile source, GridImportRequest.LevelFile options, Faults faults) {
    String codeField = field(source, options.code(), "code", "--code", true, faults);
    String nameField = field(source, options.name(), "name", "--name", false, faults);
    String parentField =
        options.level() == 1
            ? null
            : field(source, options.parent(), "parent", "--parent", false, faults);
    List<GridCandidate> candidates = new ArrayList<>();
    if (codeField == null) {
      return candidates;
    }
    Map<String, String> firstOfCode = new HashMap<>();
    for (SourceFeature feature : source.features()) {
      String code = text(feature, codeField);
      String fault = faultOf(code);
      String first = fault == null ? firstOfCode.putIfAbsent(code, feature.label()) : null;
      if (first != null) {
        fault = "duplicate code: " + first + " has it too, codes are unique in a layer";
      }
      if (fault != null) {
        faults.add(
            Fault.badInput(fault)
                .file(source.file())
                .feature(feature.label())
                .field(codeField)
                .value(code));
        continue;
      }
      String name = nameField == null ? null : text(feature, nameField);
      candidates.add(
          new GridCandidate(
              options.level(),
              code,
              name == null ? code : name.substring(0, Math.min(name.length(), LONGEST_NAME)),
              parentField == null ? null : text(feature, parentField),
              parentField,
              feature.geometry(),
              source.file(),
              feature.label()));
    }
    return candidates;
  }

  private static String faultOf(String code) {
    if (code == null) {
      return "no code: every grid needs one";
    }
    if (code.length() > LONGEST_CODE) {
      return "a code has at most " + LONGEST_CODE + " characters";
    }
    if (code.chars().anyMatch(Character::isISOControl)) {
      return "a code has no control characters";
    }
    return null;
  }

  private static String text(SourceFeature feature, String field) {
    String value = feature.fields().get(field);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /** The field to use: the one asked for, else the usual one where the file has it, else null. */
  private static String field(
      FeatureFile source,
      String asked,
      String usual,
      String option,
      boolean required,
      Faults faults) {
    String wanted = asked == null ? usual : asked;
    for (String name : source.fieldNames()) {
      if (name.equals(wanted)) {
        return name;
      }
    }
    for (String name : source.fieldNames()) {
      if (name.equalsIgnoreCase(wanted)) {
        return name;
      }
    }
    if (required || asked != null) {
      faults.add(
          Fault.badInput(
                  "no such field; say which with "
                      + option
                      + ", the file has "
                      + String.join(", ", source.fieldNames()))
              .file(source.file())
              .field(wanted));
    }
    return null;
  }
}
