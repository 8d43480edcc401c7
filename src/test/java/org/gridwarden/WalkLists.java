package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.gridwarden.WalkScene.Who;
import org.gridwarden.problem.Problem;
import org.gridwarden.problem.ProblemStatus;
import org.gridwarden.problem.Problems;
import org.gridwarden.problem.index.IndexRow;
import org.gridwarden.problem.index.Order;
import org.gridwarden.problem.index.Page;
import org.gridwarden.problem.index.Query;
import org.gridwarden.problem.index.RowView;
import org.gridwarden.problem.index.SortKey;

/** Lists as the program pages them against rows of the database sifted and sorted in plain Java. */
final class WalkLists {
  private static final double[] TOWN = {113.588, 33.404, 113.653, 33.446};

  private final WalkScene scene;
  private final Random random;
  private final String seed;
  private final Problems problems;

  WalkLists(WalkScene scene, Random random, String seed) {
    this.scene = scene;
    this.random = random;
    this.seed = seed;
    this.problems = scene.app().problemDesk().problems();
  }

  /** One filter, and what it means in plain code. */
  private record Filter(String words, UnaryOperator<Query> set, Predicate<Problem> is) {}

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static long millis(Instant at) {
    return at == null ? Long.MAX_VALUE : at.toEpochMilli();
  }

  private Filter filter(int kind, List<Problem> rows) {
    Problem any = one(rows);
    return switch (kind) {
      case 0 -> {
        int mask = random.nextInt(1 << ProblemStatus.values().length);
        yield new Filter(
            "statuses " + mask,
            query -> query.statuses(mask),
            row -> (mask >> row.status().ordinal() & 1) == 1);
      }
      case 1 -> {
        String grid = any.duty().grids().get(random.nextInt(3));
        Set<String> grids = grid == null ? Set.of("none") : Set.of(grid, "none");
        yield new Filter(
            "grids " + grids,
            query -> query.grids(grids),
            row ->
                row.duty().grids().stream().anyMatch(each -> each != null && grids.contains(each)));
      }
      case 2 -> {
        String unit = one(scene.units());
        yield new Filter(
            "unit " + unit, query -> query.unit(unit), row -> unit.equals(row.standing().unit()));
      }
      case 3 -> {
        Set<String> some = new HashSet<>(List.of(one(WalkScene.CATEGORIES), "9"));
        yield new Filter(
            "categories " + some,
            query -> query.categories(some),
            row -> some.contains(row.report().category()));
      }
      case 4 -> {
        long at = scene.now().toEpochMilli();
        yield new Filter(
            "overdue at " + at,
            query -> query.overdueAt(at),
            row -> millis(row.deadline().dueAt()) < Math.min(at, millis(row.stoppedAt())));
      }
      case 5 -> {
        long from = millis(any.report().reportedAt());
        long to = millis(one(rows).report().reportedAt());
        yield new Filter(
            "reported " + from + " to " + to,
            query -> query.reported(from, to),
            row -> {
              long at = millis(row.report().reportedAt());
              return at >= from && at < to;
            });
      }
      case 6 -> {
        long from = millis(one(rows).report().reportedAt());
        yield new Filter(
            "closed from " + from,
            query -> query.closed(from, null),
            row -> row.standing().closedAt() != null && millis(row.standing().closedAt()) >= from);
      }
      case 7 -> {
        double west = TOWN[0] + random.nextDouble() * (TOWN[2] - TOWN[0]);
        double south = TOWN[1] + random.nextDouble() * (TOWN[3] - TOWN[1]);
        double[] box = {west, south, west + 0.02, south + 0.02};
        yield new Filter(
            "box " + Arrays.toString(box),
            query -> query.box(box),
            row -> {
              double lon = Math.round(row.report().point().lon() * 1e7) / 1e7;
              double lat = Math.round(row.report().point().lat() * 1e7) / 1e7;
              return lon >= box[0] && lon <= box[2] && lat >= box[1] && lat <= box[3];
            });
      }
      case 8 -> {
        String word = one(List.of("井盖", "破损", "垃圾", "不亮", "没有"));
        yield new Filter(
            "text " + word,
            query -> query.text(word),
            row -> row.report().description().contains(word));
      }
      case 9 -> {
        int severity = random.nextInt(3);
        yield new Filter(
            "severity " + severity,
            query -> query.severity(severity),
            row -> row.report().severity().ordinal() == severity);
      }
      case 10 -> {
        String reporter = one(scene.people()).id();
        yield new Filter(
            "reporter " + reporter,
            query -> query.reporter(reporter),
            row -> reporter.equals(row.report().reporter()));
      }
      default -> flag(kind - 11);
    };
  }

  private static Filter flag(int bit) {
    return switch (bit) {
      case 0 ->
          new Filter(
              "returned",
              query -> query.flag(IndexRow.RETURN),
              row -> row.marks().returnOf() != null);
      case 1 ->
          new Filter(
              "published",
              query -> query.flag(IndexRow.PUBLISHED),
              row -> row.marks().publishedAt() != null);
      case 2 ->
          new Filter(
              "supervised",
              query -> query.flag(IndexRow.SUPERVISED),
              row -> row.marks().supervisor() != null);
      default ->
          new Filter(
              "escalated",
              query -> query.flag(IndexRow.ESCALATED),
              row -> row.marks().escalations() > 0);
    };
  }

  private static long key(Problem row, SortKey key) {
    return switch (key) {
      case REPORTED_AT -> millis(row.report().reportedAt());
      case DUE_AT -> millis(row.deadline().dueAt());
      case UPDATED_AT -> millis(row.standing().updatedAt());
    };
  }

  /** Some random lists of random people, page by page. */
  void check(List<Problem> rows, WalkModel model, int lists) {
    for (int i = 0; i < lists; i++) {
      Query query = Query.ALL;
      Who who = one(scene.people());
      Predicate<Problem> is = row -> WalkModel.sees(who, model.find(row.id()));
      StringBuilder words = new StringBuilder(seed + ": list for " + who.account().name());
      for (int kind : random.ints(0, 15).distinct().limit(random.nextInt(4)).toArray()) {
        Filter filter = filter(kind, rows);
        query = filter.set().apply(query);
        is = is.and(filter.is());
        words.append(", ").append(filter.words());
      }
      Order order = new Order(one(List.of(SortKey.values())), random.nextBoolean());
      Comparator<Problem> by =
          Comparator.comparingLong((Problem row) -> key(row, order.key()))
              .thenComparing(Problem::id);
      List<String> expected =
          rows.stream()
              .filter(is)
              .sorted(order.descending() ? by.reversed() : by)
              .map(Problem::id)
              .toList();
      checkPages(query, order, who, expected, words + ", by " + order);
    }
  }

  private void checkPages(Query query, Order order, Who who, List<String> expected, String words) {
    int limit = 1 + random.nextInt(60);
    List<String> got = new ArrayList<>();
    Page.Place place = null;
    do {
      Page page = problems.page(query, order, place, limit, scene.actor(who));
      assertThat(page.total()).as(words).isEqualTo(expected.size());
      got.addAll(page.ids());
      place = page.next();
    } while (place != null && got.size() < 300);
    assertThat(got).as(words).isEqualTo(expected.subList(0, got.size()));
    if (place == null) {
      assertThat(got).as(words).hasSameSizeAs(expected);
    }
  }

  /** The index holds of every problem what the database does. */
  void checkIndex(List<Problem> rows) {
    Map<String, Problem> byId = new HashMap<>();
    rows.forEach(row -> byId.put(row.id(), row));
    int[] count = new int[1];
    problems.index().each(Query.ALL, view -> count[0] += isSame(view, byId.get(view.id())));
    assertThat(count[0]).as(seed).isEqualTo(rows.size());
    for (Problem row : rows) {
      assertThat(problems.index().version(row.id())).as(seed).isEqualTo(row.version());
    }
  }

  private int isSame(RowView view, Problem row) {
    assertThat(row).as(seed + ": " + view.id()).isNotNull();
    List<Object> held =
        Arrays.asList(
            view.status(),
            view.severity(),
            view.unit(),
            view.leader(),
            view.category(),
            view.grid(1),
            view.grid(2),
            view.grid(3),
            view.reworks(),
            view.returns(),
            view.reportedAt(),
            view.dueAt(),
            view.updatedAt(),
            view.handledAt(),
            view.closedAt(),
            view.stoppedAt());
    List<Object> stored =
        Arrays.asList(
            row.status().ordinal(),
            row.report().severity().ordinal(),
            row.standing().unit(),
            row.duty().leader(),
            row.report().category(),
            row.duty().grids().get(0),
            row.duty().grids().get(1),
            row.duty().grids().get(2),
            row.marks().reworks(),
            row.marks().returns(),
            millis(row.report().reportedAt()),
            millis(row.deadline().dueAt()),
            millis(row.standing().updatedAt()),
            millis(row.standing().handledAt()),
            millis(row.standing().closedAt()),
            millis(row.stoppedAt()));
    assertThat(held).as(seed + ": " + view.id()).isEqualTo(stored);
    return 1;
  }
}
