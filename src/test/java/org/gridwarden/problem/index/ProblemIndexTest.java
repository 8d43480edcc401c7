package org.gridwarden.problem.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Filters, order, pages and nearness of the index against a plain list. */
class ProblemIndexTest {
  private static final String[] WORDS = {
    "井盖破损", "路面有垃圾", "占道经营", "小广告", "路灯不亮", "Graffiti on wall", "井盖丢失", "ＡＢＣ１２"
  };

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final Map<String, IndexRow> rows = new LinkedHashMap<>();
  private final ProblemIndex index = new ProblemIndex();

  private String any(String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  private IndexRow row(String id, int version, IndexRow before) {
    String level3 = "g3-" + random.nextInt(30);
    List<String> grids =
        before != null
            ? before.grids()
            : Arrays.asList(
                "g1", "g2-" + random.nextInt(5), random.nextInt(9) == 0 ? null : level3);
    long due = random.nextInt(10) == 0 ? IndexRow.NEVER : random.nextInt(1000);
    return new IndexRow(
        id,
        version,
        before != null ? before.lonE7() : 1_136_000_000 + random.nextInt(200_000),
        before != null ? before.latE7() : 334_000_000 + random.nextInt(200_000),
        grids,
        random.nextInt(4) == 0 ? null : "u" + random.nextInt(6),
        Arrays.asList(any("u1", "u2", null), null, any("u3", null)),
        any("l1", "l2", null),
        any("1", "1.1", "1.2", "2"),
        any("r1", "r2", null),
        random.nextInt(10),
        random.nextInt(3),
        random.nextInt(16),
        random.nextInt(3),
        random.nextInt(2),
        random.nextInt(1000),
        due,
        due == IndexRow.NEVER ? due : due - 1,
        random.nextInt(1000),
        random.nextInt(1000),
        random.nextInt(3) == 0 ? random.nextInt(1000) : IndexRow.NEVER,
        random.nextInt(3) == 0 ? random.nextInt(1000) : IndexRow.NEVER,
        before != null ? before.text() : any(WORDS) + " " + any(WORDS));
  }

  private void fill(int count) {
    List<IndexRow> batch = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = new UUID(random.nextLong(), random.nextLong()).toString();
      IndexRow first = row(id, 1, null);
      batch.add(first);
      rows.put(id, first);
      if (random.nextInt(3) == 0) {
        String known = batch.get(random.nextInt(batch.size())).id();
        IndexRow before = rows.get(known);
        IndexRow later = row(known, before.version() + 1, before);
        batch.add(later);
        rows.put(known, later);
        batch.add(before);
      }
      if (batch.size() > 700) {
        index.put(batch);
        batch.clear();
      }
    }
    index.put(batch);
  }

  /** One filter, and what it means in plain code. */
  private record Filter(java.util.function.UnaryOperator<Query> set, Predicate<IndexRow> is) {}

  private Filter filter(int kind) {
    return switch (kind) {
      case 0 -> {
        int mask = random.nextInt(1 << 10);
        yield new Filter(q -> q.statuses(mask), r -> (mask >> r.status() & 1) == 1);
      }
      case 1 -> {
        Set<String> grids = Set.of("g3-" + random.nextInt(30), "g2-" + random.nextInt(5), "none");
        yield new Filter(
            q -> q.grids(grids),
            r -> r.grids().stream().anyMatch(g -> g != null && grids.contains(g)));
      }
      case 2 -> {
        String unit = "u" + random.nextInt(7);
        yield new Filter(q -> q.unit(unit), r -> unit.equals(r.unit()));
      }
      case 3 -> {
        Set<String> some = new HashSet<>(List.of(any("1", "1.1"), any("1.2", "9")));
        yield new Filter(q -> q.categories(some), r -> some.contains(r.category()));
      }
      case 4 -> {
        long now = random.nextInt(1000);
        yield new Filter(q -> q.overdueAt(now), r -> r.dueAt() < Math.min(now, r.stoppedAt()));
      }
      case 5 -> {
        long from = random.nextInt(700);
        long to = from + random.nextInt(500);
        yield new Filter(
            q -> q.reported(from, to), r -> r.reportedAt() >= from && r.reportedAt() < to);
      }
      case 6 -> {
        double west = 113.6 + random.nextDouble() * 0.015;
        double south = 33.4 + random.nextDouble() * 0.015;
        double[] box = {west, south, west + 0.008, south + 0.008};
        yield new Filter(
            q -> q.box(box),
            r ->
                r.lonE7() >= box[0] * 1e7
                    && r.lonE7() <= box[2] * 1e7
                    && r.latE7() >= box[1] * 1e7
                    && r.latE7() <= box[3] * 1e7);
      }
      case 7 -> {
        String word = any("井盖", "破损", "垃圾", "graf", "ON", "不亮", "abc12", "灯", "没有的词");
        String plain = word.toLowerCase();
        yield new Filter(
            q -> q.text(word),
            r -> r.text().toLowerCase().replace("ａｂｃ１２", "abc12").contains(plain));
      }
      case 8 -> {
        int severity = random.nextInt(3);
        yield new Filter(q -> q.severity(severity), r -> r.severity() == severity);
      }
      case 9 -> {
        Query.Scope scope = new Query.Scope(Set.of("g2-1", "g3-7"), "u3", "r1");
        yield new Filter(
            q -> q.scope(scope),
            r ->
                r.grids().stream().anyMatch(g -> g != null && scope.grids().contains(g))
                    || "u3".equals(r.unit())
                    || r.named().contains("u3")
                    || "r1".equals(r.reporter()));
      }
      case 10 -> {
        String reporter = any("r1", "r2", "r3");
        yield new Filter(q -> q.reporter(reporter), r -> reporter.equals(r.reporter()));
      }
      default -> {
        int flag = 1 << random.nextInt(4);
        yield new Filter(q -> q.flag(flag), r -> (r.flags() & flag) != 0);
      }
    };
  }

  private static long key(IndexRow row, SortKey key) {
    return switch (key) {
      case REPORTED_AT -> row.reportedAt();
      case DUE_AT -> row.dueAt();
      case UPDATED_AT -> row.updatedAt();
    };
  }

  @Test
  void anyFiltersInAnyOrderGiveWhatAPlainListGives() {
    System.out.println("seed " + seed);
    fill(70_000);
    assertThat(index.size()).isEqualTo(rows.size());
    for (int round = 0; round < 90; round++) {
      Query query = Query.ALL;
      Predicate<IndexRow> is = row -> true;
      for (int kind : random.ints(0, 12).distinct().limit(random.nextInt(4)).toArray()) {
        Filter filter = filter(kind);
        query = filter.set().apply(query);
        is = is.and(filter.is());
      }
      Query asked = query;
      Order order = new Order(SortKey.values()[random.nextInt(3)], random.nextBoolean());
      Comparator<IndexRow> by =
          (a, b) ->
              order.compare(
                  key(a, order.key()),
                  UUID.fromString(a.id()).getMostSignificantBits(),
                  UUID.fromString(a.id()).getLeastSignificantBits(),
                  key(b, order.key()),
                  UUID.fromString(b.id()).getMostSignificantBits(),
                  UUID.fromString(b.id()).getLeastSignificantBits());
      List<String> expected =
          rows.values().stream().filter(is).sorted(by).map(IndexRow::id).toList();
      List<String> got = new ArrayList<>();
      Page.Place place = null;
      do {
        Page page = index.page(asked, order, place, 37);
        got.addAll(page.ids());
        assertThat(page.total()).as("seed " + seed).isEqualTo(expected.size());
        place = page.next();
      } while (place != null && got.size() < 200);
      assertThat(got)
          .as("seed " + seed + " round " + round + " " + asked)
          .isEqualTo(expected.subList(0, Math.min(got.size(), expected.size())));
      assertThat(got.size()).isGreaterThanOrEqualTo(Math.min(200, expected.size()));
    }
  }

  @Test
  void nearRowsAreThoseThatAPlainListFinds() {
    System.out.println("seed " + seed);
    fill(20_000);
    for (int round = 0; round < 200; round++) {
      double lon = 113.6 + random.nextDouble() * 0.02;
      double lat = 33.4 + random.nextDouble() * 0.02;
      double metres = random.nextDouble() * 300;
      Set<String> found = new HashSet<>();
      index.near(
          lon,
          lat,
          metres,
          93_000,
          111_000,
          (row, distance) -> {
            found.add(row.id());
            return true;
          });
      Set<String> expected = new HashSet<>();
      for (IndexRow row : rows.values()) {
        double east = (row.lonE7() - Math.round(lon * 1e7)) / 1e7 * 93_000;
        double north = (row.latE7() - Math.round(lat * 1e7)) / 1e7 * 111_000;
        if (Math.sqrt(east * east + north * north) <= metres) {
          expected.add(row.id());
        }
      }
      assertThat(found).as("seed " + seed).isEqualTo(expected);
    }
  }

  @Test
  void aRowIsReplacedByLaterVersionsOnly() {
    String id = UUID.randomUUID().toString();
    IndexRow second = row(id, 2, null);
    index.put(List.of(second));
    index.put(List.of(row(id, 1, second)));
    assertThat(index.version(id)).isEqualTo(2);
    assertThat(index.version(UUID.randomUUID().toString())).isZero();
    List<Integer> statuses = new ArrayList<>();
    index.each(Query.ALL, view -> statuses.add(view.status()));
    assertThat(statuses).containsExactly(second.status());
    assertThat(Objects.requireNonNull(second.text())).isNotEmpty();
  }

  @Test
  void readersSeeWholeRowsWhileAWriterAdds() throws InterruptedException {
    Thread writer = new Thread(() -> fill(60_000));
    writer.start();
    int largest = 0;
    while (writer.isAlive()) {
      Page page = index.page(Query.ALL.text("井盖"), Order.NEWEST, null, 50);
      assertThat(page.ids()).doesNotContain(new UUID(0, 0).toString());
      largest = Math.max(largest, page.total());
    }
    writer.join();
    assertThat(index.page(Query.ALL, Order.NEWEST, null, 1).total()).isEqualTo(rows.size());
    assertThat(largest).isLessThanOrEqualTo(rows.size());
  }
}
