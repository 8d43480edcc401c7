package org.gridwarden.responsibility;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.gridwarden.fault.FaultException;
import org.gridwarden.geo.Crs;
import org.gridwarden.geo.LonLat;
import org.gridwarden.grid.Grid;
import org.gridwarden.grid.GridChain;
import org.gridwarden.grid.GridSnapshot;
import org.gridwarden.http.CsvBatch;

/**
 * Answers many points of one layer at one moment. What a grid answers is worked out once; only a
 * point in a shop's strip is decided by itself. Safe for many threads.
 */
public final class BatchFinder implements CsvBatch.PointAnswerer {
  private final Finder finder;
  private final String layer;
  private final Instant at;
  private final Crs crs;
  private final GridSnapshot grids;
  private final DutySnapshot duties;
  private final ChainDecisions decisions;
  private final AtomicReferenceArray<byte[]> ofFinest;

  /**
   * @param crs that the points are in
   */
  public BatchFinder(Finder finder, String layer, Instant at, Crs crs) {
    this.finder = finder;
    this.layer = layer;
    this.at = at;
    this.crs = crs;
    this.grids = finder.grids(layer, at);
    this.duties = finder.duties(layer);
    this.decisions = finder.decisions(grids, duties);
    int finest = grids.chain().finestLevel();
    this.ofFinest =
        new AtomicReferenceArray<>(finest == 0 ? 0 : grids.chain().index(finest).size());
  }

  @Override
  public void answer(double[] points, int count, byte[][] answers, String[] errors) {
    toWgs84(points, count, errors);
    int[] chains = new int[Grid.LEVELS * count];
    GridChain chain = grids.chain();
    chain.findAll(points, count, chains);
    int finest = chain.finestLevel();
    int[] found = new int[Grid.LEVELS];
    for (int i = 0; i < count; i++) {
      if (errors[i] != null) {
        continue;
      }
      double lon = points[2 * i];
      double lat = points[2 * i + 1];
      System.arraycopy(chains, Grid.LEVELS * i, found, 0, Grid.LEVELS);
      int owner = finest == 0 ? GridChain.NONE : found[finest - 1];
      if (!duties.frontagesAt(lon, lat).isEmpty() || owner < 0) {
        Question question = new Question(layer, new LonLat(lon, lat), null, at, null);
        answers[i] = cells(found, place(found, lon, lat), finder.decide(question, grids, found));
      } else {
        answers[i] = ofGrid(owner, found);
      }
    }
  }

  private void toWgs84(double[] points, int count, String[] errors) {
    for (int i = 0; i < count; i++) {
      double x = points[2 * i];
      double y = points[2 * i + 1];
      boolean plain = crs == Crs.WGS84 && x >= -180 && x <= 180 && y >= -90 && y <= 90;
      if (!plain) {
        try {
          LonLat position = crs.toWgs84(x, y);
          points[2 * i] = position.lon();
          points[2 * i + 1] = position.lat();
        } catch (FaultException impossible) {
          errors[i] = impossible.first().toString();
        }
      }
    }
  }

  private byte[] ofGrid(int owner, int[] found) {
    byte[] known = ofFinest.get(owner);
    if (known == null) {
      known = cells(found, "inside", decisions.decide(found, at));
      ofFinest.set(owner, known);
    }
    return known;
  }

  private String place(int[] found, double lon, double lat) {
    for (int ordinal : found) {
      if (ordinal >= 0) {
        return "inside";
      }
    }
    return grids.chain().covers(lon, lat) ? "gap" : "outside";
  }

  private byte[] cells(int[] found, String place, Decision decision) {
    StringBuilder cells = new StringBuilder(place).append(',');
    for (int level = 1; level <= Grid.LEVELS; level++) {
      int ordinal = found[level - 1];
      cells.append(ordinal < 0 ? "" : cell(grids.grid(level, ordinal).code())).append(',');
    }
    String primary = decision.primary() == null ? "" : cell(decision.primary().party().name());
    return cells.append(primary).append(',').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String cell(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
