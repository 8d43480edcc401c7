package org.gridwarden.heat.spot;

import org.gridwarden.geo.Ground;
import org.gridwarden.geo.LonLat;
import org.gridwarden.geo.WebMercator;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.impl.PackedCoordinateSequence;
import org.locationtech.jts.geom.impl.PackedCoordinateSequenceFactory;

/**
 * Hexagons that cover the world, each with a point to the north, anchored at longitude 0, latitude
 * 0. The plane is web Mercator, shrunk so that its metres are those on the ground at a reference
 * latitude (within 0.7%, web Mercator taking the Earth for a sphere); so hexagons are regular on
 * web maps, and their size on the ground changes by 1.2% for each degree from the reference
 * latitude at 34°, as the cosine does. The same size and reference latitude always give the same
 * hexagons, whatever part of them is asked for.
 *
 * <p>A cell is a number made of axial coordinates: q counts columns to the east, r rows to the
 * north, each of which begins half a size further east; the centre of (q, r) lies at ((q + r / 2)
 * size, r size √3 / 2). Nothing wraps at ±180°: cells there reach past it and have no neighbours on
 * the other side. Immutable and safe for many threads; every method takes constant time.
 */
public final class HexLattice {
  public static final double SMALLEST_METRES = 50;
  public static final double LARGEST_METRES = 50_000;

  private static final GeometryFactory FACTORY =
      new GeometryFactory(PackedCoordinateSequenceFactory.DOUBLE_FACTORY);

  /** The corners from the north-east on, in half sizes east and half sides north of the centre. */
  private static final int[][] CORNERS = {{1, 1}, {0, 2}, {-1, 1}, {-1, -1}, {0, -2}, {1, -1}};

  /** What to add to q and r for the neighbours, counter-clockwise from the east. */
  private static final int[][] STEPS = {{1, 0}, {0, 1}, {-1, 1}, {-1, 0}, {0, -1}, {1, -1}};

  private final double sizeMetres;
  private final int referenceLat;

  /** How wide the world is in the plane. */
  private final double worldMetres;

  /**
   * @param sizeMetres the distance between two parallel sides, 50 to 50,000
   * @param middleLat of the area that is looked at; rounded to whole degrees, so that the lattice
   *     stays where it is when the area grows a little; within {@link WebMercator#MOST_LATITUDE}
   */
  public HexLattice(double sizeMetres, double middleLat) {
    if (!(sizeMetres >= SMALLEST_METRES && sizeMetres <= LARGEST_METRES)) {
      throw new IllegalArgumentException(
          "a hexagon's size lies in 50..50000 metres: " + sizeMetres);
    }
    if (!(Math.abs(middleLat) <= WebMercator.MOST_LATITUDE)) {
      throw new IllegalArgumentException("no web map, hence no lattice, at lat " + middleLat);
    }
    this.sizeMetres = sizeMetres;
    this.referenceLat = (int) Math.round(middleLat);
    this.worldMetres = WebMercator.EQUATOR_METRES * Math.cos(Math.toRadians(referenceLat));
  }

  /** The distance between two parallel sides, at the reference latitude. */
  public double sizeMetres() {
    return sizeMetres;
  }

  /** The whole degree at which {@link #sizeMetres} is meant. */
  public int referenceLat() {
    return referenceLat;
  }

  /**
   * The cell that a position lies in; on a side or corner, one of those that meet there, always the
   * same.
   *
   * @throws IllegalArgumentException beyond ±180, ±{@link WebMercator#MOST_LATITUDE}
   */
  public long cell(double lon, double lat) {
    if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= WebMercator.MOST_LATITUDE)) {
      throw new IllegalArgumentException("no cell at lon " + lon + ", lat " + lat);
    }
    double x = (WebMercator.x(lon) - 0.5) * worldMetres;
    double y = (0.5 - WebMercator.y(lat)) * worldMetres;
    double r = y / (sizeMetres * Math.sqrt(3) / 2);
    double q = x / sizeMetres - r / 2;
    // The nearest centre: q, r and -q-r rounded add up to 0, or else the one that was rounded most
    // is made to fit.
    double wholeQ = Math.rint(q);
    double wholeR = Math.rint(r);
    double wholeS = Math.rint(-q - r);
    double errorQ = Math.abs(wholeQ - q);
    double errorR = Math.abs(wholeR - r);
    double errorS = Math.abs(wholeS + q + r);
    if (errorQ > errorR && errorQ > errorS) {
      wholeQ = -wholeR - wholeS;
    } else if (errorR > errorS) {
      wholeR = -wholeQ - wholeS;
    }
    return pack((int) wholeQ, (int) wholeR);
  }

  /**
   * The middle of a cell; of one that reaches past the edge of the map, moved there where need be.
   */
  public LonLat centre(long cell) {
    double most = WebMercator.MOST_LATITUDE;
    return new LonLat(
        Math.max(-180, Math.min(180, lon(halfSizes(cell)))),
        Math.max(-most, Math.min(most, lat(halfSides(cell)))));
  }

  /**
   * The hexagon in degrees, longitude before latitude: a closed ring of seven positions,
   * counter-clockwise from the north-east. Neighbours have the corners between them in common to
   * the last bit, so that they tile without gap or overlap. Sides are straight on web maps; drawn
   * straight in degrees they run up to 3 cm beside it for a size of 5 km at 34°, and for another
   * size so many times that as its square.
   */
  public Polygon outline(long cell) {
    int x = halfSizes(cell);
    int y = halfSides(cell);
    double[] ring = new double[2 * (CORNERS.length + 1)];
    for (int i = 0; i <= CORNERS.length; i++) {
      int[] corner = CORNERS[i % CORNERS.length];
      ring[2 * i] = lon(x + corner[0]);
      ring[2 * i + 1] = lat(y + corner[1]);
    }
    return FACTORY.createPolygon(new PackedCoordinateSequence.Double(ring, 2, 0));
  }

  /** The six cells around a cell, counter-clockwise from the east. */
  public long[] neighbours(long cell) {
    long[] around = new long[STEPS.length];
    for (int i = 0; i < around.length; i++) {
      around[i] = pack(q(cell) + STEPS[i][0], r(cell) + STEPS[i][1]);
    }
    return around;
  }

  /**
   * The area of a cell on the ellipsoid, by the scale of the plane at its centre: within 0.01% up
   * to 60° of latitude. The same for all cells of a row.
   */
  public double areaSquareKilometres(long cell) {
    double lat = lat(halfSides(cell));
    double degreesPerMetre = 360 / worldMetres;
    double east = degreesPerMetre * Ground.metresPerDegreeLon(lat);
    double north = degreesPerMetre * Math.cos(Math.toRadians(lat)) * Ground.metresPerDegreeLat(lat);
    return Math.sqrt(3) / 2 * sizeMetres * sizeMetres * east * north / 1e6;
  }

  private static long pack(int q, int r) {
    return (long) q << 32 | r & 0xFFFFFFFFL;
  }

  private static int q(long cell) {
    return (int) (cell >> 32);
  }

  private static int r(long cell) {
    return (int) cell;
  }

  /** How far east a centre lies; corners lie at whole numbers too, so neighbours agree on them. */
  private static int halfSizes(long cell) {
    return 2 * q(cell) + r(cell);
  }

  /** How far north a centre lies, in halves of a side's length. */
  private static int halfSides(long cell) {
    return 3 * r(cell);
  }

  private double lon(int halfSizes) {
    return WebMercator.lon(0.5 + halfSizes * sizeMetres / 2 / worldMetres);
  }

  private double lat(int halfSides) {
    return WebMercator.lat(0.5 - halfSides * sizeMetres / (2 * Math.sqrt(3)) / worldMetres);
  }
}
