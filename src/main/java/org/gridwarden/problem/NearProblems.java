package org.gridwarden.problem;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gridwarden.geo.Ground;
import org.gridwarden.geo.LonLat;
import org.gridwarden.problem.index.IndexRow;
import org.gridwarden.problem.index.ProblemIndex;
import org.gridwarden.problem.index.RowView;
import org.gridwarden.responsibility.CategoryTree;
import org.gridwarden.responsibility.Duties;

/**
 * Problems of the same kind near by: the open ones that a report may repeat, the closed ones that
 * it may bring back. The same kind is the same category, or one that descends from the other. From
 * memory; at a spot where thousands lie only the newest are looked at. Safe for many threads.
 */
public final class NearProblems {
  private static final int MOST_LOOKED_AT = 3_000;
  private static final int MOST_OFFERED = 5;

  private final ProblemIndex index;
  private final Duties duties;

  NearProblems(ProblemIndex index, Duties duties) {
    this.index = index;
    this.duties = duties;
  }

  /** The nearest open ones, the nearest first. */
  public List<Similar> similar(LonLat point, String category, Recurrence recurrence) {
    List<Similar> found = new ArrayList<>();
    Kind kind = new Kind(duties.categories(), category);
    look(
        point,
        recurrence.similarMetres(),
        (row, metres) -> {
          ProblemStatus status = ProblemStatus.values()[row.status()];
          if (status.isUnresolved() && kind.is(row.category())) {
            found.add(new Similar(row.id(), row.category(), status, row.reportedAt(), metres));
          }
        });
    found.sort(Comparator.comparingDouble(Similar::metres).thenComparing(Similar::id));
    return List.copyOf(found.subList(0, Math.min(MOST_OFFERED, found.size())));
  }

  /** The marks of a new problem: whether it is a return, and of which. */
  Marks findReturn(LonLat point, String category, Recurrence recurrence, Instant at) {
    long since = at.minus(Duration.ofDays(recurrence.returnDays())).toEpochMilli();
    Kind kind = new Kind(duties.categories(), category);
    Last last = new Last();
    look(
        point,
        recurrence.returnMetres(),
        (row, metres) -> {
          long closedAt = row.closedAt();
          boolean recent =
              closedAt != IndexRow.NEVER && closedAt > since && closedAt <= at.toEpochMilli();
          boolean closed = row.status() == ProblemStatus.CLOSED.ordinal();
          if (closed && recent && kind.is(row.category()) && closedAt > last.closedAt) {
            last.closedAt = closedAt;
            last.id = row.id();
            last.returns = row.returns();
          }
        });
    return last.id == null ? Marks.none() : Marks.returned(last.id, last.returns + 1);
  }

  private static final class Last {
    private long closedAt = Long.MIN_VALUE;
    private String id;
    private int returns;
  }

  @FunctionalInterface
  private interface Looking {
    void at(RowView row, double metres);
  }

  private void look(LonLat point, double metres, Looking looking) {
    int[] looked = new int[1];
    index.near(
        point.lon(),
        point.lat(),
        metres,
        Ground.metresPerDegreeLon(point.lat()),
        Ground.metresPerDegreeLat(point.lat()),
        (row, distance) -> {
          looking.at(row, distance);
          return ++looked[0] < MOST_LOOKED_AT;
        });
  }

  /** Which categories are of the same kind as one. */
  private static final class Kind {
    private final CategoryTree tree;
    private final String category;
    private final List<String> lineage;

    Kind(CategoryTree tree, String category) {
      this.tree = tree;
      this.category = category;
      this.lineage = tree.lineage(category);
    }

    boolean is(String other) {
      return category.equals(other)
          || lineage.contains(other)
          || (tree.find(other).isPresent() && tree.lineage(other).contains(category));
    }
  }
}
