package org.gridwarden.heat.density;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.gridwarden.geo.Ground;
import org.gridwarden.geo.WebMercator;
import org.junit.jupiter.api.Test;

/** The density against the formula it stands for, and what must hold of it whatever the points. */
class DensityTest {
  private static final double RELATIVE = 0.01;
  private static final double OF_THE_TOP = 0.001;

  /** What two quadratic splines miss of a peak where bins are half a bandwidth wide: 0.42%. */
  private static final double LONE_POINT = 0.0043;

  private static Random random() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("seed " + seed);
    return new Random(seed);
  }

  private static Points points(Random random, double lon, double lat, double degrees, int count) {
    List<Points.Point> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(
          new Points.Point(
              lon + (random.nextGaussian()) * degrees,
              lat + (random.nextGaussian()) * degrees,
              1 + random.nextInt(3)));
    }
    return new Points(all);
  }

  @Test
  void agreesWithTheSumOfKernelsOverGeodesics() {
    Random random = random();
    for (int round = 0; round < 60; round++) {
      double lat = random.nextDouble() * 140 - 70;
      double lon = random.nextDouble() * 300 - 150;
      double sigma = 10 * Math.pow(5_000, random.nextDouble());
      double degrees = sigma / 111_000 * (1 + random.nextInt(6));
      Points points = points(random, lon, lat, degrees, 200);
      Lattice lattice = Lattice.of(sigma);
      double half = 2.5 * degrees;
      Pixels pixels = Pixels.ofMap(lon - half, lat - half, lon + half, lat + half, 23, 23);
      float[] fast = Density.of(lattice, points.blocks(lattice), pixels);
      double[] slow = new double[23 * 23];
      double top = 0;
      for (int i = 0; i < slow.length; i++) {
        slow[i] = points.density(pixels.x()[i % 23], pixels.y()[i / 23], sigma);
        top = Math.max(top, slow[i]);
      }
      for (int i = 0; i < slow.length; i++) {
        assertThat((double) fast[i])
            .as("latitude %.2f, bandwidth %.0f m, pixel %d", lat, sigma, i)
            .isEqualTo(slow[i], Offset.offset(RELATIVE * slow[i] + OF_THE_TOP * top));
      }
    }
  }

  @Test
  void aLonePointPeaksAtTheKernelsTopWhereverInItsBinItLies() {
    Random random = random();
    for (int round = 0; round < 200; round++) {
      double sigma = 100 + random.nextInt(400);
      Lattice lattice = Lattice.of(sigma);
      Points one =
          new Points(
              List.of(
                  new Points.Point(
                      116 + random.nextDouble() / 10, 20 + random.nextDouble() * 30, 1)));
      Points.Point point = one.all().get(0);
      float[] value =
          Density.of(
              lattice,
              one.blocks(lattice),
              Pixels.ofPlace(WebMercator.x(point.lon()), WebMercator.y(point.lat())));
      double peak = 1e6 / (2 * Math.PI * sigma * sigma);
      assertThat((double) value[0]).isEqualTo(peak, Offset.offset(LONE_POINT * peak));
    }
  }

  @Test
  void theIntegralOverTheGroundIsTheSumOfTheWeights() {
    Random random = random();
    for (double lat : new double[] {-60, -3, 0, 22, 39.9, 53, 70}) {
      Points points = points(random, 100, lat, 0.02, 500);
      double weight = points.all().stream().mapToDouble(Points.Point::weight).sum();
      Lattice lattice = Lattice.of(400);
      double reach = 0.25;
      Pixels pixels =
          Pixels.ofDegrees(100 - reach, lat - reach, 100 + reach, lat + reach, 700, 500);
      float[] values = Density.of(lattice, points.blocks(lattice), pixels);
      double sum = 0;
      for (int y = 0; y < 500; y++) {
        double at = WebMercator.lat(pixels.y()[y]);
        double squareKilometres =
            Ground.metresPerDegreeLon(at)
                * (2 * reach / 700)
                * Ground.metresPerDegreeLat(at)
                * (2 * reach / 500)
                / 1e6;
        for (int x = 0; x < 700; x++) {
          sum += values[y * 700 + x] * squareKilometres;
        }
      }
      assertThat(sum).as("latitude " + lat).isEqualTo(weight, Offset.offset(0.002 * weight));
    }
  }

  @Test
  void aPlaceHasTheSameBitsInEveryPicture() {
    Random random = random();
    Points points = points(random, 121.5, 31.2, 0.02, 3_000);
    for (int zoom = 9; zoom <= 17; zoom++) {
      Lattice lattice = Lattice.of(12 * WebMercator.EQUATOR_METRES / 256 / (1 << zoom));
      Blocks blocks = points.blocks(lattice);
      int tileX = (int) (WebMercator.x(121.5) * (1 << zoom)) - 1;
      int tileY = (int) (WebMercator.y(31.2) * (1 << zoom)) - 1;
      int size = 3 * 256;
      double width = Math.scalb(1.0, -zoom);
      Pixels whole =
          Pixels.ofMap(
              WebMercator.lon(tileX * width),
              WebMercator.lat((tileY + 3) * width),
              WebMercator.lon((tileX + 3) * width),
              WebMercator.lat(tileY * width),
              size,
              size);
      float[] all = Density.of(lattice, blocks, whole);
      for (int i = 0; i < 9; i++) {
        float[] tile =
            Density.of(lattice, blocks, Pixels.ofTile(zoom, tileX + i % 3, tileY + i / 3, 256));
        for (int at = 0; at < 256 * 256; at++) {
          int x = i % 3 * 256 + at % 256;
          int y = i / 3 * 256 + at / 256;
          float there = all == null ? 0 : all[y * size + x];
          assertThat(tile == null ? 0 : tile[at]).isEqualTo(there);
        }
      }
    }
  }

  @Test
  void theFourChildrenOfATileIntegrateToIt() {
    Random random = random();
    Points points = points(random, 113.3, 23.1, 0.01, 400);
    Lattice lattice = Lattice.of(250);
    Blocks blocks = points.blocks(lattice);
    int zoom = 13;
    int tileX = (int) (WebMercator.x(113.3) * (1 << zoom));
    int tileY = (int) (WebMercator.y(23.1) * (1 << zoom));
    double whole = mean(Density.of(lattice, blocks, Pixels.ofTile(zoom, tileX, tileY, 256)));
    double parts = 0;
    for (int i = 0; i < 4; i++) {
      Pixels child = Pixels.ofTile(zoom + 1, 2 * tileX + i % 2, 2 * tileY + i / 2, 256);
      parts += mean(Density.of(lattice, blocks, child)) / 4;
    }
    assertThat(parts).isEqualTo(whole, Offset.offset(0.0005 * whole));
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  @Test
  void whereNothingIsNearThereIsNothing() {
    Lattice lattice = Lattice.of(100);
    Points one = new Points(List.of(new Points.Point(116.4, 39.9, 1)));
    Pixels far = Pixels.ofTile(14, (int) (WebMercator.x(116.9) * (1 << 14)), 6000, 256);
    assertThat(Density.of(lattice, one.blocks(lattice), far)).isNull();
    Lattice coarse = Lattice.of(Lattice.MOST_SIGMA_METRES);
    assertThat(Density.of(coarse, (x, y) -> null, Pixels.ofTile(0, 0, 0, 256))).isNull();
  }

  @Test
  void theWholeWorldAndItsEdgesCanBeAskedFor() {
    Lattice lattice = Lattice.of(Lattice.MOST_SIGMA_METRES);
    Points corners =
        new Points(
            List.of(
                new Points.Point(-180, 85, 1),
                new Points.Point(180, -85, 1),
                new Points.Point(0, 0, 1)));
    float[] world = Density.of(lattice, corners.blocks(lattice), Pixels.ofTile(0, 0, 0, 256));
    assertThat(world[128 * 256 + 128]).isPositive();
    for (float value : world) {
      assertThat(value).isNotNaN().isNotNegative();
    }
  }
}
