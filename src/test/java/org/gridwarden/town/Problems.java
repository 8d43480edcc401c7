package org.gridwarden.town;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/**
 * Three years of problems, up to the end of October 2026: hot spots at a market, the bus station,
 * an old street and a school, more in summer, some that come back, and a pile on one default
 * address.
 */
final class Problems {
  private static final LocalDateTime END = LocalDateTime.of(2026, 10, 31, 18, 0);
  private static final int DAYS = 3 * 365;
  private static final double[][] HOT = {
    {-360, 260, 130, 0.16},
    {-1650, -950, 160, 0.11},
    {-200, 480, 200, 0.12},
    {1450, 520, 120, 0.07},
    {-820, -1180, 110, 0.06}
  };
  private static final String[] SOURCES = {"巡查", "市民上报", "暗访", "热线"};

  final List<String[]> rows = new ArrayList<>();
  private final Random random;
  private final List<String> standards = Categories.standards();

  Problems(TownGrids grids, Random random) {
    this.random = random;
    rows.add(
        new String[] {
          "id",
          "lon",
          "lat",
          "category",
          "severity",
          "opened",
          "closed",
          "status",
          "unit",
          "description",
          "source"
        });
    List<Geometry> shapes = grids.level1.stream().map(TownGrid::geometry).toList();
    PreparedGeometry town =
        PreparedGeometryFactory.prepare(
            Plan.FACTORY.buildGeometry(new ArrayList<>(shapes)).buffer(0));
    List<Object[]> drafts = new ArrayList<>();
    while (drafts.size() < 3820) {
      Coordinate place = place();
      if (town.contains(Plan.FACTORY.createPoint(Plan.toDegrees(place.x, place.y)))) {
        LocalDateTime opened = moment();
        drafts.add(new Object[] {place, opened, standard(place), false});
        if (drafts.size() % 23 == 0) {
          Coordinate back =
              new Coordinate(
                  place.x + random.nextGaussian() * 4, place.y + random.nextGaussian() * 4);
          drafts.add(
              new Object[] {
                back,
                opened.plusDays(9 + random.nextInt(20)),
                drafts.get(drafts.size() - 1)[2],
                true
              });
        }
      }
    }
    for (int i = 0; i < 40; i++) {
      drafts.add(
          new Object[] {
            new Coordinate(80, 60), moment(), standards.get(random.nextInt(standards.size())), false
          });
    }
    drafts.removeIf(draft -> ((LocalDateTime) draft[1]).isAfter(END));
    drafts.sort((a, b) -> ((LocalDateTime) a[1]).compareTo((LocalDateTime) b[1]));
    for (Object[] draft : drafts) {
      add((Coordinate) draft[0], (LocalDateTime) draft[1], (String) draft[2]);
    }
  }

  private Coordinate place() {
    double pick = random.nextDouble();
    for (double[] hot : HOT) {
      pick -= hot[3];
      if (pick < 0) {
        return new Coordinate(
            hot[0] + random.nextGaussian() * hot[2], hot[1] + random.nextGaussian() * hot[2]);
      }
    }
    return new Coordinate(random.nextGaussian() * 1300, random.nextGaussian() * 1050);
  }

  /** More in summer, few at night. */
  private LocalDateTime moment() {
    while (true) {
      LocalDateTime moment =
          END.minusDays(random.nextInt(DAYS))
              .withHour(7 + random.nextInt(14))
              .withMinute(random.nextInt(60));
      double season =
          0.6 + 0.4 * StrictMath.cos(2 * Math.PI * (moment.getDayOfYear() - 200) / 365.0);
      if (random.nextDouble() < season && !moment.isAfter(END)) {
        return moment;
      }
    }
  }

  private String standard(Coordinate place) {
    boolean market = StrictMath.hypot(place.x + 360, place.y - 260) < 250;
    String item = market && random.nextInt(3) > 0 ? (random.nextBoolean() ? "4" : "1") : null;
    while (true) {
      String code =
          standards.get((int) (StrictMath.pow(random.nextDouble(), 1.6) * standards.size()));
      if (item == null || code.startsWith(item)) {
        return code;
      }
    }
  }

  private void add(Coordinate place, LocalDateTime opened, String standard) {
    long age = ChronoUnit.DAYS.between(opened, END);
    double open = age < 4 ? 0.7 : age < 30 ? 0.25 : age < 120 ? 0.08 : 0.03;
    boolean unresolved = random.nextDouble() < open;
    LocalDateTime closed =
        opened.plusHours(2 + (long) StrictMath.exp(1.4 + random.nextGaussian() * 1.3));
    unresolved = unresolved || closed.isAfter(END);
    Coordinate degrees = Plan.toDegrees(place.x, place.y);
    String content = standard.substring(0, standard.lastIndexOf('.'));
    rows.add(
        new String[] {
          "P" + String.format("%05d", rows.size()),
          String.format(Locale.ROOT, "%.7f", degrees.x),
          String.format(Locale.ROOT, "%.7f", degrees.y),
          standard,
          random.nextInt(12) == 0 ? "serious" : "normal",
          opened + ":00+08:00",
          unresolved ? null : closed.truncatedTo(ChronoUnit.MINUTES) + ":00+08:00",
          unresolved ? (age < 2 ? "reported" : "in_progress") : "closed",
          null,
          "发现" + Categories.name(content) + "问题，请及时处理",
          SOURCES[random.nextInt(SOURCES.length)]
        });
  }
}
