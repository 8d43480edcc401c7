package org.gridwarden.table;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.Faults;

/**
 * The columns a table may have, each with other headings that it is known by. Headings match
 * whatever their case, blanks, underscores and full-width forms.
 */
public final class Columns {
  private final Map<String, String> byHeading = new LinkedHashMap<>();
  private final List<String> names = new ArrayList<>();
  private final Map<String, List<String>> onlyUnder = new HashMap<>();
  private final Set<String> required;
  private boolean othersTaken;

  /**
   * @param required the columns that a table must have
   */
  public Columns(Set<String> required) {
    this.required = required;
  }

  public Columns add(String name, String... otherHeadings) {
    names.add(name);
    byHeading.put(normal(name), name);
    for (String heading : otherHeadings) {
      byHeading.put(normal(heading), name);
    }
    return this;
  }

  /** A column that is known by these headings only, not by its name. */
  public Columns addUnder(String name, String... headings) {
    names.add(name);
    onlyUnder.put(name, List.of(headings));
    for (String heading : headings) {
      byHeading.put(normal(heading), name);
    }
    return this;
  }

  /** Columns that nobody asked for are left out instead of being refused. */
  public Columns takingOthers() {
    othersTaken = true;
    return this;
  }

  private static String normal(String heading) {
    return Normalizer.normalize(heading, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[\\s_\\-*]", "");
  }

  /** The columns that headings stand for, in their order; null for an empty heading. */
  List<String> resolve(String file, List<String> headings, Faults faults) {
    List<String> resolved = new ArrayList<>();
    for (String heading : headings) {
      String name = byHeading.get(normal(heading));
      if (heading.isBlank()) {
        resolved.add(null);
        continue;
      }
      if (name == null && othersTaken) {
        resolved.add(null);
        continue;
      }
      if (name == null) {
        faults.add(
            Fault.badInput("unknown column; the columns are " + String.join(", ", names))
                .file(file)
                .line(1)
                .value(heading));
      } else if (resolved.contains(name)) {
        faults.add(Fault.badInput("two columns for " + name).file(file).line(1).value(heading));
      }
      resolved.add(name);
    }
    for (String name : names) {
      if (required.contains(name) && !resolved.contains(name)) {
        List<String> known = onlyUnder.get(name);
        faults.add(
            Fault.badInput(
                    "the column is missing; the first line must name it"
                        + (known == null ? "" : ": " + String.join(", or ", known)))
                .file(file)
                .line(1)
                .field(name));
      }
    }
    return resolved;
  }
}
