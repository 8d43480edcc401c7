package org.gridwarden.heat;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.And;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.Not;
import org.geotools.api.filter.Or;
import org.geotools.data.DataUtilities;
import org.geotools.feature.SchemaException;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.filter.FilterAttributeExtractor;
import org.geotools.filter.text.cql2.CQLException;
import org.geotools.filter.text.ecql.ECQL;
import org.gridwarden.fault.FaultException;
import org.gridwarden.geo.WebMercator;
import org.gridwarden.heat.interval.Columns;
import org.gridwarden.heat.interval.Interval;
import org.gridwarden.heat.interval.Interval.Marks;
import org.gridwarden.heat.interval.RowTest;
import org.gridwarden.problem.Severity;
import org.gridwarden.problem.index.Codes;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * A filter in ECQL over what is known of a problem: {@code category}, {@code unit}, {@code grid1}
 * to {@code grid3}, {@code severity}, {@code returned}, {@code reportedAt}, {@code dueAt} and
 * {@code position} (WGS-84, longitude first). GeoTools decides what it means. A condition on a code
 * is asked once of each code there is and not of each problem; one on a moment or a position costs
 * about a microsecond a problem. Immutable.
 */
final class EcqlFilter {
  private static final String FIELD = "filter";
  private static final List<String> CODES =
      List.of("category", "unit", "grid1", "grid2", "grid3", "severity", "returned");
  private static final SimpleFeatureType TYPE = type();
  private static final GeometryFactory POINTS = new GeometryFactory();

  private final Filter filter;

  private EcqlFilter(Filter filter) {
    this.filter = filter;
  }

  private static SimpleFeatureType type() {
    try {
      return DataUtilities.createType(
          "problem",
          "category:String,unit:String,grid1:String,grid2:String,grid3:String,severity:String,"
              + "returned:Boolean,reportedAt:Date,dueAt:Date,position:Point:srid=4326");
    } catch (SchemaException impossible) {
      throw new IllegalStateException("the type is well made", impossible);
    }
  }

  /**
   * @throws FaultException BAD_INPUT where the text is no ECQL, or names what isn't known
   */
  static EcqlFilter parse(String text) {
    Filter filter;
    try {
      filter = ECQL.toFilter(text);
    } catch (CQLException | RuntimeException unreadable) {
      throw FaultException.badInput(
          FIELD,
          text,
          "not ECQL; for example: category LIKE '5.%' AND reportedAt AFTER 2026-05-01T00:00:00Z");
    }
    Set<String> unknown = new TreeSet<>(names(filter));
    List<String> known =
        TYPE.getAttributeDescriptors().stream().map(each -> each.getLocalName()).toList();
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw FaultException.badInput(
          FIELD, text, "unknown: " + String.join(", ", unknown) + "; there are " + known);
    }
    EcqlFilter parsed = new EcqlFilter(filter);
    try {
      filter.evaluate(new SimpleFeatureBuilder(TYPE).buildFeature("one"));
    } catch (RuntimeException meaningless) {
      throw FaultException.badInput(
          FIELD, text, "it can't be applied: " + meaningless.getMessage());
    }
    return parsed;
  }

  private static Set<String> names(Filter filter) {
    FilterAttributeExtractor names = new FilterAttributeExtractor();
    filter.accept(names, null);
    return names.getAttributeNameSet();
  }

  /** As a test of rows. */
  RowTest test(Life.Numbers numbers) {
    One one = compile(filter, numbers);
    return (columns, rows, count) -> {
      int kept = 0;
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        rows[kept] = row;
        kept += one.is(columns, row) ? 1 : 0;
      }
      return kept;
    };
  }

  /** Asked of one row. */
  @FunctionalInterface
  private interface One {
    boolean is(Columns columns, int row);
  }

  private static One compile(Filter filter, Life.Numbers numbers) {
    if (filter instanceof And and) {
      List<One> parts = compile(and.getChildren(), numbers);
      return (columns, row) -> parts.stream().allMatch(each -> each.is(columns, row));
    }
    if (filter instanceof Or or) {
      List<One> parts = compile(or.getChildren(), numbers);
      return (columns, row) -> parts.stream().anyMatch(each -> each.is(columns, row));
    }
    if (filter instanceof Not not) {
      One part = compile(not.getFilter(), numbers);
      return (columns, row) -> !part.is(columns, row);
    }
    Set<String> names = names(filter);
    if (names.size() == 1 && CODES.contains(names.iterator().next())) {
      return ofCode(filter, names.iterator().next(), numbers);
    }
    return (columns, row) -> filter.evaluate(feature(columns, row, numbers));
  }

  private static List<One> compile(List<Filter> filters, Life.Numbers numbers) {
    List<One> parts = new ArrayList<>();
    filters.forEach(each -> parts.add(compile(each, numbers)));
    return List.copyOf(parts);
  }

  /** A condition on one code: worked out for each code that there is. */
  private static One ofCode(Filter filter, String name, Life.Numbers numbers) {
    switch (name) {
      case "category" -> {
        boolean[] table = table(filter, name, numbers.categories());
        return (columns, row) -> is(table, columns.category(row));
      }
      case "unit" -> {
        boolean[] table = table(filter, name, numbers.units());
        return (columns, row) -> is(table, columns.unit(row));
      }
      case "severity" -> {
        boolean[] table = new boolean[Severity.values().length];
        for (Severity each : Severity.values()) {
          table[each.ordinal()] = filter.evaluate(feature(name, each.code()));
        }
        return (columns, row) -> is(table, columns.severity(row));
      }
      case "returned" -> {
        boolean ifReturned = filter.evaluate(feature(name, true));
        boolean ifNot = filter.evaluate(feature(name, false));
        return (columns, row) -> isReturned(columns, row) ? ifReturned : ifNot;
      }
      default -> {
        int level = name.charAt(name.length() - 1) - '0';
        boolean[] table = new boolean[numbers.chains().size()];
        for (int i = 0; i < table.length; i++) {
          table[i] = filter.evaluate(feature(name, numbers.chains().get(i).of(level)));
        }
        return (columns, row) -> is(table, columns.chain(row));
      }
    }
  }

  private static boolean[] table(Filter filter, String name, Codes codes) {
    boolean[] table = new boolean[codes.size()];
    for (int i = 0; i < table.length; i++) {
      table[i] = filter.evaluate(feature(name, codes.text(i)));
    }
    return table;
  }

  private static boolean is(boolean[] table, int number) {
    return number < table.length && table[number];
  }

  private static boolean isReturned(Columns columns, int row) {
    return (columns.marks(row) & Marks.RETURNED) != 0;
  }

  private static SimpleFeature feature(String name, Object value) {
    SimpleFeatureBuilder builder = new SimpleFeatureBuilder(TYPE);
    builder.set(name, value);
    return builder.buildFeature("one");
  }

  private static SimpleFeature feature(Columns columns, int row, Life.Numbers numbers) {
    SimpleFeatureBuilder builder = new SimpleFeatureBuilder(TYPE);
    Chains.Chain chain = numbers.chains().get(columns.chain(row));
    builder.set("category", numbers.categories().text(columns.category(row)));
    builder.set("unit", numbers.units().text(columns.unit(row)));
    builder.set("grid1", chain.level1());
    builder.set("grid2", chain.level2());
    builder.set("grid3", chain.level3());
    builder.set("severity", Severity.values()[columns.severity(row)].code());
    builder.set("returned", isReturned(columns, row));
    builder.set("reportedAt", new Date(columns.reported(row)));
    builder.set("dueAt", columns.due(row) == Interval.NEVER ? null : new Date(columns.due(row)));
    builder.set(
        "position",
        POINTS.createPoint(
            new Coordinate(
                WebMercator.lon(WebMercator.unit(columns.x(row))),
                WebMercator.lat(WebMercator.unit(columns.y(row))))));
    return builder.buildFeature("one");
  }
}
