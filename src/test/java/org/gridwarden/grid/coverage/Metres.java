package org.gridwarden.grid.coverage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gridwarden.bench.BenchCoverage;
import org.gridwarden.fault.Progress;
import org.gridwarden.geo.Ground;
import org.gridwarden.grid.Grid;
import org.gridwarden.grid.coverage.CoverageFault.Kind;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** Grids of known size: shapes are drawn in metres east and north of a place in Henan. */
public final class Metres {
  static final GeometryFactory FACTORY = new GeometryFactory();
  private static final double LON = 113.6;
  private static final double LAT = 33.4;

  private Metres() {}

  public static double lon(double east) {
    return LON + east / Ground.metresPerDegreeLon(LAT);
  }

  public static double lat(double north) {
    return LAT + north / Ground.metresPerDegreeLat(LAT);
  }

  /** A ring through the corners (east, north, east, north, ...), closed by itself. */
  static LinearRing ring(double... corners) {
    Coordinate[] ring = new Coordinate[corners.length / 2 + 1];
    for (int i = 0; i < ring.length - 1; i++) {
      ring[i] = new Coordinate(lon(corners[2 * i]), lat(corners[2 * i + 1]));
    }
    ring[ring.length - 1] = ring[0].copy();
    return FACTORY.createLinearRing(ring);
  }

  public static Polygon polygon(double... corners) {
    return FACTORY.createPolygon(ring(corners));
  }

  public static Polygon box(double west, double south, double east, double north) {
    return polygon(west, south, east, south, east, north, west, north);
  }

  static Polygon holed(Polygon shell, Polygon... holes) {
    return FACTORY.createPolygon(
        shell.getExteriorRing(),
        Arrays.stream(holes).map(Polygon::getExteriorRing).toArray(LinearRing[]::new));
  }

  static Grid grid(int level, String code, String parent, Geometry geometry) {
    return new Grid(level, code, code, parent, geometry);
  }

  /** A grid of level 1, which needs no parent. */
  static Grid grid(String code, Geometry geometry) {
    return grid(1, code, null, geometry);
  }

  static CoverageReport check(double toleranceMetres, Grid... grids) {
    return CoverageCheck.check(List.of(grids), toleranceMetres, Progress.NONE);
  }

  static CoverageReport check(List<Grid> grids, double toleranceMetres) {
    return CoverageCheck.check(grids, toleranceMetres, Progress.NONE);
  }

  static List<CoverageFault> of(CoverageReport report, Kind kind) {
    return report.faults().stream().filter(fault -> fault.kind() == kind).toList();
  }

  /** One level of crooked quadrangles that share their borders to the last bit. */
  static List<Geometry> crooked(int side, long seed) {
    BenchCoverage coverage = new BenchCoverage(side, seed);
    List<Geometry> polygons = new ArrayList<>();
    for (int i = 0; i < coverage.count(); i++) {
      polygons.add(coverage.polygon(i, FACTORY));
    }
    return polygons;
  }
}
