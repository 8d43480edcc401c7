package org.gridwarden.heat.spot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.gridwarden.geo.Ground;
import org.gridwarden.geo.LonLat;
import org.gridwarden.geo.WebMercator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.coverage.CoverageUnion;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

class HexLatticeTest {
  private static final String SIZES_AND_LATITUDES =
      """
      50, 33.4
      200, 33.4
      500, 0
      500, -33.6
      1000, 18.2
      3000, 53.5
      50000, 33.4
      50000, 59.7
      """;

  private static Set<Coordinate> corners(Polygon outline) {
    return new LinkedHashSet<>(Arrays.asList(outline.getCoordinates()));
  }

  /** A cell and all that are at most so many steps away. */
  private static Set<Long> disk(HexLattice lattice, long cell, int steps) {
    Set<Long> disk = new LinkedHashSet<>(Set.of(cell));
    for (int step = 0; step < steps; step++) {
      for (long each : List.copyOf(disk)) {
        Arrays.stream(lattice.neighbours(each)).forEach(disk::add);
      }
    }
    return disk;
  }

  @ParameterizedTest
  @CsvSource(textBlock = SIZES_AND_LATITUDES)
  void everyPositionLiesInItsCell(double size, double lat) {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    HexLattice lattice = new HexLattice(size, lat);
    // As far as a side that is straight in degrees runs beside one that is straight on web maps.
    double besideMetres = 2e-9 * size * size * Math.tan(Math.toRadians(Math.abs(lat) + 1)) + 1e-6;
    for (int n = 0; n < 20_000; n++) {
      double lon = random.nextDouble(-180, 180);
      double at = lat + random.nextDouble(-0.5, 0.5);
      Polygon outline = lattice.outline(lattice.cell(lon, at));
      assertThat(Ground.distanceMetres(lon, at, outline))
          .as("%s %s", lon, at)
          .isLessThan(besideMetres);
    }
  }

  private static double mercator(double lat) {
    return Math.toDegrees(Math.log(Math.tan(Math.PI / 4 + Math.toRadians(lat) / 2)));
  }

  private static double mapDistance(double lon, double lat, LonLat to) {
    return Math.hypot(lon - to.lon(), mercator(lat) - mercator(to.lat()));
  }

  @ParameterizedTest
  @CsvSource(textBlock = SIZES_AND_LATITUDES)
  void noCentreIsNearerOnTheMapThanThatOfThePositionsCell(double size, double lat) {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    HexLattice lattice = new HexLattice(size, lat);
    for (int n = 0; n < 20_000; n++) {
      double lon = random.nextDouble(-179, 179);
      double at = random.nextDouble(-80, 80);
      long cell = lattice.cell(lon, at);
      double own = mapDistance(lon, at, lattice.centre(cell));
      for (long other : lattice.neighbours(cell)) {
        assertThat(mapDistance(lon, at, lattice.centre(other)))
            .as("%s %s", lon, at)
            .isGreaterThan(own - 1e-11);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = SIZES_AND_LATITUDES)
  void cellsTileWithoutOverlapOrGap(double size, double lat) {
    HexLattice lattice = new HexLattice(size, lat);
    List<Long> cells = List.copyOf(disk(lattice, lattice.cell(113.62, lat), 6));
    assertThat(cells).hasSize(1 + 3 * 6 * 7);
    Polygon[] outlines = cells.stream().map(lattice::outline).toArray(Polygon[]::new);
    assertThat(CoverageValidator.isValid(outlines)).as("sides match to the last bit").isTrue();

    Geometry whole = CoverageUnion.union(outlines);
    double sum = Arrays.stream(outlines).mapToDouble(Polygon::getArea).sum();
    assertThat(whole).isInstanceOf(Polygon.class);
    assertThat(((Polygon) whole).getNumInteriorRing()).as("gaps").isZero();
    assertThat(whole.getArea()).isCloseTo(sum, within(sum * 1e-9));
    assertThat(cells.stream().mapToDouble(lattice::areaSquareKilometres).sum() * 1e6)
        .isCloseTo(Ground.areaSquareMetres(whole), withinPercentage(0.02));
  }

  @Test
  void neighboursShareASideAndOthersDont() {
    HexLattice lattice = new HexLattice(500, 33.4);
    long cell = lattice.cell(113.62, 33.44);
    long[] around = lattice.neighbours(cell);
    Set<Long> far = disk(lattice, cell, 2);
    far.removeAll(disk(lattice, cell, 1));
    assertThat(far).hasSize(12);
    for (int i = 0; i < 6; i++) {
      Set<Coordinate> shared = corners(lattice.outline(cell));
      shared.retainAll(corners(lattice.outline(around[i])));
      assertThat(shared).as("corners shared with neighbour %d", i).hasSize(2);
      assertThat(lattice.neighbours(around[i])).as("the way back").contains(cell);
      assertThat(lattice.neighbours(cell)[i]).isEqualTo(around[i]);
    }
    for (long other : far) {
      assertThat(lattice.outline(cell).intersects(lattice.outline(other))).isFalse();
    }
  }

  @Test
  void neighboursGoRoundFromTheEastAtOneSizesDistance() {
    HexLattice lattice = new HexLattice(500, 33);
    long cell = lattice.cell(113.62, 33.0);
    LonLat centre = lattice.centre(cell);
    for (int i = 0; i < 6; i++) {
      LonLat other = lattice.centre(lattice.neighbours(cell)[i]);
      double east = (other.lon() - centre.lon()) * Ground.metresPerDegreeLon(33);
      double north = (other.lat() - centre.lat()) * Ground.metresPerDegreeLat(33);
      double degrees = Math.toDegrees(Math.atan2(north, east));
      assertThat((degrees + 360.5) % 360).as("angle").isCloseTo(60 * i + 0.5, within(0.5));
      assertThat(Math.hypot(east, north)).isCloseTo(500, withinPercentage(0.8));
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = SIZES_AND_LATITUDES)
  void theCentreOfACellLiesInIt(double size, double lat) {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    HexLattice lattice = new HexLattice(size, lat);
    for (int n = 0; n < 20_000; n++) {
      long cell = lattice.cell(random.nextDouble(-180, 180), random.nextDouble(-85, 85));
      LonLat centre = lattice.centre(cell);
      assertThat(lattice.cell(centre.lon(), centre.lat())).isEqualTo(cell);
    }
  }

  @Test
  void theEdgesOfTheMapHaveCellsToo() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int n = 0; n < 2_000; n++) {
      HexLattice lattice =
          new HexLattice(random.nextDouble(50, 50_000), random.nextDouble(-85, 85));
      for (double lon : new double[] {-180, 0, 180}) {
        for (double lat : new double[] {-WebMercator.MOST_LATITUDE, 0, WebMercator.MOST_LATITUDE}) {
          long cell = lattice.cell(lon, lat);
          LonLat centre = lattice.centre(cell);
          assertThat(lattice.cell(centre.lon(), centre.lat())).isEqualTo(cell);
          assertThat(lattice.outline(cell).isValid()).isTrue();
        }
      }
    }
  }

  @Test
  void theSamePlaceHasTheSameCellWhateverAreaIsLookedAt() {
    // The middles of two boxes around the town and around its county.
    HexLattice town = new HexLattice(300, 33.43);
    HexLattice county = new HexLattice(300, 33.02);
    assertThat(county.referenceLat()).isEqualTo(33);
    SplittableRandom random = new SplittableRandom(4);
    List<Long> ofTown = new ArrayList<>();
    List<Long> ofCounty = new ArrayList<>();
    for (int n = 0; n < 2_000; n++) {
      double lon = random.nextDouble(113.2, 113.9);
      double lat = random.nextDouble(32.6, 33.9);
      ofTown.add(town.cell(lon, lat));
      ofCounty.add(county.cell(lon, lat));
    }
    assertThat(ofTown).isEqualTo(ofCounty);
    for (long cell : ofTown) {
      assertThat(town.outline(cell)).isEqualTo(county.outline(cell));
    }
  }

  @Test
  void cellsDontChangeFromOneVersionToTheNext() {
    // Kept by whoever stores or links a cell.
    HexLattice lattice = new HexLattice(500, 33.4);
    long origin = lattice.cell(0, 0);
    assertThat(origin).isZero();
    assertThat(lattice.centre(origin)).isEqualTo(new LonLat(0, 0));
    // East of the origin lies q = 1, north-east r = 1, west q = -1.
    assertThat(lattice.neighbours(origin))
        .containsExactly(
            1L << 32, 1L, (-1L << 32) + 1, -1L << 32, 0xFFFFFFFFL, (1L << 32) + 0xFFFFFFFFL);
  }

  @Test
  void anOutlineIsAClosedRingThatRunsCounterClockwise() {
    HexLattice lattice = new HexLattice(500, 33.4);
    Polygon outline = lattice.outline(lattice.cell(113.62, 33.44));
    assertThat(outline.getNumPoints()).isEqualTo(7);
    assertThat(outline.isValid()).isTrue();
    assertThat(Orientation.isCCW(outline.getExteriorRing().getCoordinateSequence())).isTrue();
    assertThat(outline.getCoordinates()[6]).isEqualTo(outline.getCoordinates()[0]);
    // Longitude first.
    assertThat(outline.getEnvelopeInternal().contains(113.62, 33.44)).isTrue();
    // Its width is that between the sides, its height that between the points.
    assertThat(outline.getEnvelopeInternal().getWidth() * Ground.metresPerDegreeLon(33.44))
        .isCloseTo(500, withinPercentage(1));
    assertThat(outline.getEnvelopeInternal().getHeight() * Ground.metresPerDegreeLat(33.44))
        .isCloseTo(500 * 2 / Math.sqrt(3), withinPercentage(1));
  }

  @ParameterizedTest
  @CsvSource(textBlock = SIZES_AND_LATITUDES)
  void theAreaIsThatOfTheOutlineOnTheGround(double size, double lat) {
    HexLattice lattice = new HexLattice(size, lat);
    for (double at = lat - 3; at <= lat + 3; at += 0.25) {
      long cell = lattice.cell(113.62, at);
      assertThat(lattice.areaSquareKilometres(cell))
          .isCloseTo(Ground.areaSquareMetres(lattice.outline(cell)) / 1e6, withinPercentage(0.01));
    }
    double meant = Math.sqrt(3) / 2 * size * size / 1e6;
    assertThat(lattice.areaSquareKilometres(lattice.cell(113.62, lattice.referenceLat())))
        .isCloseTo(meant, withinPercentage(1.4));
  }

  @Test
  void whatIsNoLatticeOrNoPositionIsRefused() {
    for (double size : new double[] {49.9, 50_001, Double.NaN, -500}) {
      assertThatThrownBy(() -> new HexLattice(size, 33))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (double lat : new double[] {85.1, -90, Double.NaN}) {
      assertThatThrownBy(() -> new HexLattice(500, lat))
          .isInstanceOf(IllegalArgumentException.class);
    }
    HexLattice lattice = new HexLattice(500, 33);
    double[][] positions = {{180.1, 0}, {0, 85.1}, {Double.NaN, 0}, {0, Double.NaN}};
    for (double[] each : positions) {
      assertThatThrownBy(() -> lattice.cell(each[0], each[1]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void thousandsOfOutlinesTakeAMoment() {
    HexLattice lattice = new HexLattice(200, 33.4);
    List<Long> cells = List.copyOf(disk(lattice, lattice.cell(113.62, 33.44), 70));
    assertThat(cells).hasSizeGreaterThan(14_900);
    long best = Long.MAX_VALUE;
    for (int run = 0; run < 5; run++) {
      long start = System.nanoTime();
      double sum = 0;
      for (long cell : cells) {
        sum += lattice.outline(cell).getNumPoints() + lattice.areaSquareKilometres(cell);
      }
      assertThat(sum).isPositive();
      best = Math.min(best, (System.nanoTime() - start) / 1_000_000);
    }
    System.out.println(cells.size() + " outlines in " + best + " ms");
    assertThat(best).isLessThan(200);
  }
}
