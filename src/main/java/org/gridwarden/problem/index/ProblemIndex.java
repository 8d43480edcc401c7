package org.gridwarden.problem.index;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;

/**
 * All problems in memory, so that any filters together are one scan: a million rows take a few
 * milliseconds, whatever is asked, and a page needs no index made for it. About 200 bytes a row.
 * Writers take turns; readers never wait, and see each row as it was at some moment during their
 * scan.
 */
public final class ProblemIndex {
  private static final int BLOCK = 4096;

  private final Chunks chunks = new Chunks();
  private final RowsById rowsById = new RowsById(chunks);
  private final RowWriter writer = new RowWriter();
  private final TextIndex texts = new TextIndex();
  private final Nearby nearby = new Nearby();

  /** How many problems it holds. */
  public int size() {
    return chunks.size();
  }

  /** Adds or replaces rows, older versions than it has left out. Readers see them on return. */
  public synchronized void put(List<IndexRow> rows) {
    for (IndexRow row : rows) {
      put(row);
    }
    chunks.show(chunks.size());
  }

  private void put(IndexRow row) {
    UUID id = UUID.fromString(row.id());
    int known = rowsById.find(id.getMostSignificantBits(), id.getLeastSignificantBits());
    if (known >= 0) {
      Chunk chunk = chunks.of(known);
      int at = known & Chunk.ROWS - 1;
      if (chunk.version[at] < row.version()) {
        writer.write(chunk, at, row);
      }
      return;
    }
    int next = chunks.next();
    Chunk chunk = chunks.of(next);
    int at = next & Chunk.ROWS - 1;
    chunk.idHigh[at] = id.getMostSignificantBits();
    chunk.idLow[at] = id.getLeastSignificantBits();
    chunk.lon[at] = row.lonE7();
    chunk.lat[at] = row.latE7();
    writer.write(chunk, at, row);
    texts.add(next, row.text());
    chunks.show(next + 1);
    nearby.add(next, row.lonE7(), row.latE7());
    rowsById.add(next);
  }

  /** The version that it has of a problem, 0 where it has none. */
  public synchronized int version(String id) {
    int row = row(id);
    return row < 0 ? 0 : chunks.of(row).version[row & Chunk.ROWS - 1];
  }

  private synchronized int row(String id) {
    UUID uuid = UUID.fromString(id);
    return rowsById.find(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
  }

  /**
   * Tells of the row of a problem. The view is good during the call only.
   *
   * @return false where there is none
   */
  public boolean look(String id, java.util.function.Consumer<RowView> told) {
    int row = row(id);
    if (row < 0) {
      return false;
    }
    told.accept(new RowView(writer).at(chunks.of(row), row & Chunk.ROWS - 1));
    return true;
  }

  /**
   * One page of what a query wants.
   *
   * @param after where the page before ended, or null for the first
   */
  public Page page(Query query, Order order, Page.Place after, int limit) {
    List<Condition> conditions = compile(query);
    TopRows top = new TopRows(order, limit + 1);
    Condition beyond = after == null ? null : beyond(order, after);
    int[] total = new int[1];
    scan(
        conditions,
        (chunk, number, rows, count) -> {
          total[0] += count;
          int kept = beyond == null ? count : beyond.keep(chunk, number, rows, count);
          long[] keys = chunk.key(order.key());
          for (int i = 0; i < kept; i++) {
            int row = rows[i];
            top.offer(keys[row], chunk.idHigh[row], chunk.idLow[row]);
          }
          return kept;
        });
    long[][] rows = top.drain();
    List<String> ids = new ArrayList<>(Math.min(limit, rows.length));
    for (int i = 0; i < Math.min(limit, rows.length); i++) {
      ids.add(new UUID(rows[i][1], rows[i][2]).toString());
    }
    Page.Place next =
        rows.length > limit ? new Page.Place(rows[limit - 1][0], ids.get(limit - 1)) : null;
    return new Page(ids, total[0], next);
  }

  /** Tells of every row that a query wants, in no order. The view is good during the call only. */
  public void each(Query query, java.util.function.Consumer<RowView> told) {
    RowView view = new RowView(writer);
    scan(
        compile(query),
        (chunk, number, rows, count) -> {
          for (int i = 0; i < count; i++) {
            told.accept(view.at(chunk, rows[i]));
          }
          return count;
        });
  }

  /**
   * Tells of the rows near a position, in each cell of some 50 m the newest first.
   *
   * @param metresPerDegreeLon of longitude, there
   * @param told of each row whose distance is within; false ends the search
   */
  public void near(
      double lon,
      double lat,
      double metres,
      double metresPerDegreeLon,
      double metresPerDegreeLat,
      java.util.function.BiPredicate<RowView, Double> told) {
    int spanLon = (int) Math.ceil(metres / metresPerDegreeLon * 1e7);
    int spanLat = (int) Math.ceil(metres / metresPerDegreeLat * 1e7);
    int atLon = (int) Math.round(lon * 1e7);
    int atLat = (int) Math.round(lat * 1e7);
    RowView view = new RowView(writer);
    nearby.look(
        atLon - spanLon,
        atLat - spanLat,
        atLon + spanLon,
        atLat + spanLat,
        row -> {
          Chunk chunk = chunks.of(row);
          int at = row & Chunk.ROWS - 1;
          double east = (chunk.lon[at] - atLon) / 1e7 * metresPerDegreeLon;
          double north = (chunk.lat[at] - atLat) / 1e7 * metresPerDegreeLat;
          double distance = Math.sqrt(east * east + north * north);
          return distance > metres || told.test(view.at(chunk, at), distance);
        });
  }

  private static Condition beyond(Order order, Page.Place after) {
    UUID id = UUID.fromString(after.id());
    return Conditions.beyond(
        order, after.key(), id.getMostSignificantBits(), id.getLeastSignificantBits());
  }

  private void scan(List<Condition> conditions, Condition sink) {
    int size = chunks.size();
    int[] rows = new int[BLOCK];
    for (int base = 0; base < size; base += BLOCK) {
      int number = base >>> Chunk.BITS;
      Chunk chunk = chunks.chunk(number);
      int offset = base & Chunk.ROWS - 1;
      int count = Math.min(BLOCK, size - base);
      for (int i = 0; i < count; i++) {
        rows[i] = offset + i;
      }
      for (int i = 0; i < conditions.size() && count > 0; i++) {
        count = conditions.get(i).keep(chunk, number, rows, count);
      }
      if (count > 0) {
        sink.keep(chunk, number, rows, count);
      }
    }
  }

  /** The conditions of a query, those that leave the fewest rows for the least work first. */
  private List<Condition> compile(Query query) {
    List<Condition> all = new ArrayList<>();
    if (query.ids() != null) {
      BitSet some = new BitSet();
      for (String id : query.ids()) {
        int row = row(id);
        if (row >= 0) {
          some.set(row);
        }
      }
      all.add(Conditions.rows(some));
    }
    if (query.text() != null) {
      BitSet found = texts.find(query.text());
      all.add(Conditions.rows(found));
    }
    if (query.unit() != null) {
      all.add(Conditions.equal(chunk -> chunk.unit, writer.parties.find(query.unit())));
    }
    if (query.reporter() != null) {
      all.add(Conditions.equal(chunk -> chunk.reporter, writer.reporters.find(query.reporter())));
    }
    if (query.statuses() != null) {
      all.add(Conditions.statuses(query.statuses()));
    }
    if (query.flags() != 0) {
      all.add(Conditions.flags(query.flags()));
    }
    if (query.severity() != null) {
      all.add(Conditions.severity(query.severity()));
    }
    if (query.categories() != null) {
      boolean[] table = writer.categories.table(query.categories());
      all.add(Conditions.among(chunk -> chunk.category, table));
    }
    if (query.reportedFrom() != null || query.reportedTo() != null) {
      all.add(
          Conditions.between(
              chunk -> chunk.reportedAt, least(query.reportedFrom()), most(query.reportedTo())));
    }
    if (query.closedFrom() != null || query.closedTo() != null) {
      all.add(
          Conditions.between(
              chunk -> chunk.closedAt, least(query.closedFrom()), most(query.closedTo())));
    }
    if (query.dueFrom() != null || query.dueTo() != null) {
      all.add(
          Conditions.between(chunk -> chunk.dueAt, least(query.dueFrom()), most(query.dueTo())));
    }
    if (query.overdueAt() != null) {
      all.add(Conditions.overdue(query.overdueAt()));
    }
    if (query.box() != null) {
      double[] box = query.box();
      all.add(
          Conditions.inBox(
              (int) Math.ceil(box[0] * 1e7),
              (int) Math.ceil(box[1] * 1e7),
              (int) Math.floor(box[2] * 1e7),
              (int) Math.floor(box[3] * 1e7)));
    }
    if (query.grids() != null) {
      all.add(Conditions.inGrids(writer.grids.table(query.grids())));
    }
    if (query.scope() != null) {
      Query.Scope scope = query.scope();
      all.add(
          Conditions.seen(
              writer.grids.table(scope.grids()),
              scope.party() == null ? -1 : writer.parties.find(scope.party()),
              scope.reporter() == null ? -1 : writer.reporters.find(scope.reporter())));
    }
    if (query.also() != null) {
      all.add(Conditions.each(query.also(), new RowView(writer)));
    }
    return all;
  }

  private static long least(Long from) {
    return from == null ? Long.MIN_VALUE : from;
  }

  private static long most(Long to) {
    return to == null ? IndexRow.NEVER : to;
  }
}
