package org.gridwarden.problem.index;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What rows are wanted: those that meet every part that is set. Null takes a part away. Immutable;
 * each method returns another query.
 */
public final class Query {
  public static final Query ALL = new Query(new EnumMap<>(Part.class));

  private final Map<Part, Object> parts;

  private enum Part {
    IDS,
    STATUSES,
    SEVERITY,
    FLAGS,
    BOX,
    GRIDS,
    UNIT,
    CATEGORIES,
    REPORTER,
    OVERDUE_AT,
    DUE_FROM,
    DUE_TO,
    REPORTED_FROM,
    REPORTED_TO,
    CLOSED_FROM,
    CLOSED_TO,
    TEXT,
    SCOPE,
    ALSO
  }

  /**
   * What somebody may see: rows in the grids, rows of the party, rows that it reported.
   *
   * @param party or null
   * @param reporter or null
   */
  public record Scope(Set<String> grids, String party, String reporter) {}

  private Query(Map<Part, Object> parts) {
    this.parts = parts;
  }

  private Query with(Part part, Object value) {
    Map<Part, Object> changed = new EnumMap<>(parts);
    if (value == null) {
      changed.remove(part);
    } else {
      changed.put(part, value);
    }
    return new Query(changed);
  }

  private <T> T part(Part part, Class<T> type) {
    return type.cast(parts.get(part));
  }

  @SuppressWarnings("unchecked")
  private Set<String> set(Part part) {
    return (Set<String>) parts.get(part);
  }

  /** The problems with these ids. */
  public Query ids(Set<String> wanted) {
    return with(Part.IDS, wanted);
  }

  Set<String> ids() {
    return set(Part.IDS);
  }

  /**
   * @param mask a bit for each status wanted
   */
  public Query statuses(Integer mask) {
    return with(Part.STATUSES, mask);
  }

  public Integer statuses() {
    return part(Part.STATUSES, Integer.class);
  }

  public Query severity(Integer wanted) {
    return with(Part.SEVERITY, wanted);
  }

  Integer severity() {
    return part(Part.SEVERITY, Integer.class);
  }

  /** With all of these {@link IndexRow#flags} too. */
  public Query flag(int more) {
    return with(Part.FLAGS, flags() | more);
  }

  int flags() {
    Integer flags = part(Part.FLAGS, Integer.class);
    return flags == null ? 0 : flags;
  }

  /**
   * @param wanted west, south, east, north in degrees, edges included
   */
  public Query box(double[] wanted) {
    return with(Part.BOX, wanted);
  }

  double[] box() {
    return part(Part.BOX, double[].class);
  }

  /** In one of these grids, of whatever level. */
  public Query grids(Set<String> wanted) {
    return with(Part.GRIDS, wanted);
  }

  Set<String> grids() {
    return set(Part.GRIDS);
  }

  /** Held by this party. */
  public Query unit(String wanted) {
    return with(Part.UNIT, wanted);
  }

  String unit() {
    return part(Part.UNIT, String.class);
  }

  public Query categories(Set<String> wanted) {
    return with(Part.CATEGORIES, wanted);
  }

  public Set<String> categories() {
    return set(Part.CATEGORIES);
  }

  public Query reporter(String wanted) {
    return with(Part.REPORTER, wanted);
  }

  String reporter() {
    return part(Part.REPORTER, String.class);
  }

  /** Due before this moment, or before its clock stopped. */
  public Query overdueAt(Long now) {
    return with(Part.OVERDUE_AT, now);
  }

  Long overdueAt() {
    return part(Part.OVERDUE_AT, Long.class);
  }

  /** Due at or after the first moment and before the second; null is open. */
  public Query due(Long from, Long to) {
    return with(Part.DUE_FROM, from).with(Part.DUE_TO, to);
  }

  Long dueFrom() {
    return part(Part.DUE_FROM, Long.class);
  }

  Long dueTo() {
    return part(Part.DUE_TO, Long.class);
  }

  /** Reported at or after the first moment and before the second; null is open. */
  public Query reported(Long from, Long to) {
    return with(Part.REPORTED_FROM, from).with(Part.REPORTED_TO, to);
  }

  Long reportedFrom() {
    return part(Part.REPORTED_FROM, Long.class);
  }

  Long reportedTo() {
    return part(Part.REPORTED_TO, Long.class);
  }

  /** Closed at or after the first moment and before the second; null is open. */
  public Query closed(Long from, Long to) {
    return with(Part.CLOSED_FROM, from).with(Part.CLOSED_TO, to);
  }

  Long closedFrom() {
    return part(Part.CLOSED_FROM, Long.class);
  }

  Long closedTo() {
    return part(Part.CLOSED_TO, Long.class);
  }

  /** Holds all of these words. */
  public Query text(String wanted) {
    return with(Part.TEXT, wanted);
  }

  public String text() {
    return part(Part.TEXT, String.class);
  }

  /** What the asker may see; null: all. */
  public Query scope(Scope mayBeSeen) {
    return with(Part.SCOPE, mayBeSeen);
  }

  Scope scope() {
    return part(Part.SCOPE, Scope.class);
  }

  /** And what is asked of each row by itself, after all else. */
  public Query and(Predicate<RowView> more) {
    Predicate<RowView> before = also();
    return with(Part.ALSO, before == null ? more : before.and(more));
  }

  @SuppressWarnings("unchecked")
  Predicate<RowView> also() {
    return (Predicate<RowView>) parts.get(Part.ALSO);
  }

  @Override
  public String toString() {
    return parts.toString();
  }
}
