package org.gridwarden.grid.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridwarden.grid.file.ShapefileFixture.reversed;
import static org.gridwarden.grid.file.ShapefileFixture.square;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;

class RingNestingTest {
  private static final double[] OUTER = square(0, 0, 10);
  private static final double[] HOLE = square(2, 2, 6);
  private static final double[] ISLAND = square(4, 4, 2);

  @Test
  void anIslandInAHoleIsAPolygonOfItsOwn() {
    Geometry geometry = nest(OUTER, reversed(HOLE), ISLAND);

    assertThat(geometry.getNumGeometries()).isEqualTo(2);
    assertThat(geometry.getArea()).isEqualTo(100 - 36 + 4);
    assertThat(geometry.isValid()).isTrue();
  }

  @Test
  void whereEveryRingHasOneDirectionNestingDecides() {
    assertThat(nest(OUTER, HOLE, ISLAND).getArea()).isEqualTo(68);
    assertThat(nest(reversed(OUTER), reversed(HOLE), reversed(ISLAND)).getArea()).isEqualTo(68);
  }

  @Test
  void whereEveryDirectionIsTheWrongOneNestingDecides() {
    assertThat(nest(reversed(OUTER), HOLE).getArea()).isEqualTo(64);
  }

  @Test
  void aRingInTheNotchOfAnotherIsNotItsHole() {
    double[] u = {0, 0, 0, 3, 1, 3, 1, 1, 2, 1, 2, 3, 3, 3, 3, 0, 0, 0};
    double[] filler = {1, 1, 1, 3, 2, 3, 2, 1, 1, 1};

    Geometry geometry = nest(u, filler);

    assertThat(geometry.getNumGeometries()).isEqualTo(2);
    assertThat(geometry.getArea()).isEqualTo(9);
  }

  @Test
  void aHoleMayTouchItsShellInAPoint() {
    double[] touching = reversed(new double[] {0, 5, 3, 6, 3, 4, 0, 5});

    Geometry geometry = nest(OUTER, touching);

    assertThat(geometry.isValid()).isTrue();
    assertThat(geometry.getArea()).isEqualTo(97);
  }

  @Test
  void theOrderAndDirectionOfRingsDoNotMatter() {
    long seed = Long.getLong("gridwarden.seed", 20260131L);
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      List<double[]> rings = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        int west = 20 * i;
        rings.add(square(west, 0, 10));
        rings.add(reversed(square(west + 2, 2, 6)));
        rings.add(square(west + 4, 4, 2));
      }
      Collections.shuffle(rings, random);
      if (random.nextBoolean()) {
        rings.replaceAll(ShapefileFixture::reversed);
      }

      Geometry geometry = nest(rings.toArray(double[][]::new));

      assertThat(geometry.isValid()).isTrue();
      assertThat(geometry.getArea()).isEqualTo(4 * 68);
    }
  }

  private static Geometry nest(double[]... rings) {
    List<LinearRing> made = Arrays.stream(rings).map(Rings::ring).toList();
    return RingNesting.polygonal(made);
  }
}
