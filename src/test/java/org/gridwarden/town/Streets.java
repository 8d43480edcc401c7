package org.gridwarden.town;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.polygonize.Polygonizer;
import org.locationtech.jts.operation.union.UnaryUnionOp;

/**
 * The lines of the town in metres: its outline, the river, arterial roads that bend, and minor
 * streets that follow the block they lie in, dense in the old town.
 */
final class Streets {
  private static final double STEP = 60;
  private static final double OVERSHOOT = 12;
  private static final GeometryFactory METRES = new GeometryFactory();

  final Polygon outline;
  final LineString river;
  final LineString rail;
  final List<LineString> arterials = new ArrayList<>();
  final List<LineString> minors = new ArrayList<>();
  private final Random random;

  Streets(Random random) {
    this.random = random;
    this.outline = outline();
    this.river =
        curve(
            -3600,
            900,
            3600,
            -700,
            x -> 420 * StrictMath.sin(x / 800.0 + 0.6) + 130 * StrictMath.sin(x / 310.0));
    this.rail = curve(-3600, -2050, 3600, -1500, x -> 120 * StrictMath.sin(x / 1500.0));
    for (double y : new double[] {-1650, -820, -40, 760, 1560}) {
      double bend = 120 + random.nextInt(110);
      double phase = random.nextDouble() * 6;
      arterials.add(
          curve(-3600, y - 90, 3600, y + 160, x -> bend * StrictMath.sin(x / 1300.0 + phase)));
    }
    for (double x : new double[] {-2250, -1350, -520, 260, 1120, 2050}) {
      double bend = 110 + random.nextInt(100);
      double phase = random.nextDouble() * 6;
      LineString level =
          curve(-3200, -x, 3200, -x - 180, t -> bend * StrictMath.sin(t / 1200.0 + phase));
      arterials.add(turned(level));
    }
    for (Polygon superblock : superblocks()) {
      addMinors(superblock);
    }
  }

  private Polygon outline() {
    List<Coordinate> ring = new ArrayList<>();
    int steps = 150;
    for (int i = 0; i < steps; i++) {
      double angle = 2 * Math.PI * i / steps;
      double wave =
          1
              + 0.07 * StrictMath.sin(3 * angle + 1)
              + 0.05 * StrictMath.sin(5 * angle + 2)
              + 0.03 * StrictMath.sin(9 * angle);
      ring.add(
          new Coordinate(2950 * wave * StrictMath.cos(angle), 2350 * wave * StrictMath.sin(angle)));
    }
    ring.add(ring.get(0).copy());
    return METRES.createPolygon(ring.toArray(Coordinate[]::new));
  }

  /** A line from one point to another that sways by a function of the way along x. */
  private LineString curve(
      double x1, double y1, double x2, double y2, java.util.function.DoubleUnaryOperator sway) {
    int steps = (int) Math.ceil(StrictMath.hypot(x2 - x1, y2 - y1) / STEP);
    Coordinate[] line = new Coordinate[steps + 1];
    for (int i = 0; i <= steps; i++) {
      double x = x1 + (x2 - x1) * i / steps;
      double y =
          y1 + (y2 - y1) * i / steps + sway.applyAsDouble(x) + (random.nextDouble() - 0.5) * 5;
      line[i] = new Coordinate(x, y);
    }
    return METRES.createLineString(line);
  }

  private static LineString turned(LineString line) {
    Coordinate[] turned = new Coordinate[line.getNumPoints()];
    for (int i = 0; i < turned.length; i++) {
      Coordinate c = line.getCoordinateN(i);
      turned[i] = new Coordinate(-c.y, c.x);
    }
    return METRES.createLineString(turned);
  }

  /** The blocks between arterials, river and outline. */
  private List<Polygon> superblocks() {
    List<Geometry> lines = new ArrayList<>(arterials);
    lines.add(river);
    lines.add(outline.getExteriorRing());
    Polygonizer polygonizer = new Polygonizer();
    polygonizer.add(UnaryUnionOp.union(lines));
    List<Polygon> blocks = new ArrayList<>();
    for (Object each : polygonizer.getPolygons()) {
      // The order of its vertices would depend on the run otherwise.
      Polygon block = (Polygon) ((Polygon) each).norm();
      if (outline.contains(block.getInteriorPoint())) {
        blocks.add(block);
      }
    }
    blocks.sort((a, b) -> a.getCentroid().compareTo(b.getCentroid()));
    return blocks;
  }

  private void addMinors(Polygon block) {
    Coordinate centre = block.getCentroid().getCoordinate();
    double out = StrictMath.hypot(centre.x / 2900, centre.y / 2300);
    boolean oldTown = StrictMath.hypot(centre.x + 300, centre.y - 250) < 1000;
    double spacing = oldTown ? 135 : 190 + 150 * out;
    double angle =
        oldTown ? random.nextDouble() * 0.9 - 0.45 : 0.06 + 0.12 * (random.nextDouble() - 0.5);
    addParallels(block, angle, spacing * (0.9 + 0.3 * random.nextDouble()), oldTown);
    addParallels(block, angle + Math.PI / 2, spacing * (1.0 + 0.5 * random.nextDouble()), oldTown);
  }

  private void addParallels(Polygon block, double angle, double spacing, boolean crooked) {
    Envelope box = block.getEnvelopeInternal();
    Coordinate centre = box.centre();
    double reach = StrictMath.hypot(box.getWidth(), box.getHeight()) / 2 + spacing;
    Geometry wide = block.buffer(OVERSHOOT);
    for (double offset = -reach + spacing * random.nextDouble();
        offset < reach;
        offset += spacing) {
      double place = offset + (random.nextDouble() - 0.5) * spacing * 0.35;
      if (random.nextInt(9) == 0) {
        continue;
      }
      double phase = random.nextDouble() * 6;
      double sway = crooked ? 22 : 9;
      List<Coordinate> line = new ArrayList<>();
      for (double t = -reach; t <= reach; t += STEP * 0.75) {
        double side =
            place + sway * StrictMath.sin(t / 170 + phase) + (random.nextDouble() - 0.5) * 4;
        line.add(
            new Coordinate(
                centre.x + t * StrictMath.cos(angle) - side * StrictMath.sin(angle),
                centre.y + t * StrictMath.sin(angle) + side * StrictMath.cos(angle)));
      }
      Geometry clipped =
          METRES.createLineString(line.toArray(Coordinate[]::new)).intersection(wide);
      for (int i = 0; i < clipped.getNumGeometries(); i++) {
        if (clipped.getGeometryN(i) instanceof LineString street && street.getLength() > 90) {
          minors.add(street);
        }
      }
    }
  }
}
