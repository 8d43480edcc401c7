package org.gridwarden.heat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.gridwarden.geo.WebMercator;
import org.gridwarden.heat.interval.Columns;
import org.gridwarden.heat.interval.IntervalSet;

/**
 * Looks at the positions of all that a selection counts: how many there are, which are piles, and a
 * sample that hardly changes when a problem comes or goes (those whose ids are least; Cohen and
 * Kaplan, Summarizing data using bottom-k sketches, PODC 2007). For one thread.
 */
final class Positions implements IntervalSet.Sink {
  /** So many problems at one position are a pile. */
  static final int PILE = 50;

  private static final int MOST_PILES = 50;

  private long[] places = new long[1024];
  private long[] ids = new long[1024];
  private int count;

  /** A position on the unit square. */
  record Place(double x, double y) {}

  @Override
  public void rows(Columns columns, int[] rows, int some) {
    if (count + some > places.length) {
      places = Arrays.copyOf(places, Math.max(count + some, places.length * 2));
      ids = Arrays.copyOf(ids, places.length);
    }
    for (int i = 0; i < some; i++) {
      int row = rows[i];
      places[count] = (long) columns.x(row) << 32 | columns.y(row) & 0xFFFFFFFFL;
      ids[count++] = columns.id(row);
    }
  }

  int count() {
    return count;
  }

  /** The piles, the largest first. */
  List<Pile> piles() {
    if (count < PILE) {
      return List.of();
    }
    long[] sorted = Arrays.copyOf(places, count);
    Arrays.sort(sorted);
    List<Pile> piles = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= count; i++) {
      if (i == count || sorted[i] != sorted[start]) {
        if (i - start >= PILE) {
          Place place = place(sorted[start]);
          piles.add(new Pile(WebMercator.lon(place.x()), WebMercator.lat(place.y()), i - start));
        }
        start = i;
      }
    }
    piles.sort(Comparator.comparingInt(pile -> -pile.count()));
    return List.copyOf(piles.subList(0, Math.min(MOST_PILES, piles.size())));
  }

  private static Place place(long packed) {
    return new Place(WebMercator.unit((int) (packed >>> 32)), WebMercator.unit((int) packed));
  }

  /** At most so many positions, none of them of these piles. */
  List<Place> sample(int most, List<Pile> piles) {
    long[] taken =
        piles.stream()
            .mapToLong(
                pile ->
                    (long) WebMercator.fixed(WebMercator.x(pile.lon())) << 32
                        | WebMercator.fixed(WebMercator.y(pile.lat())) & 0xFFFFFFFFL)
            .sorted()
            .toArray();
    PriorityQueue<long[]> least = new PriorityQueue<>((a, b) -> Long.compare(b[0], a[0]));
    for (int i = 0; i < count; i++) {
      boolean fits = least.size() < most || ids[i] < least.peek()[0];
      if (fits && (taken.length == 0 || Arrays.binarySearch(taken, places[i]) < 0)) {
        least.add(new long[] {ids[i], places[i]});
        if (least.size() > most) {
          least.poll();
        }
      }
    }
    return least.stream()
        .sorted((a, b) -> Long.compare(a[0], b[0]))
        .map(each -> place(each[1]))
        .toList();
  }
}
