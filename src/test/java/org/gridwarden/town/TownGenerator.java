package org.gridwarden.town;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.gridwarden.town.Output.Feature;

/** Writes the sample town into a folder; the same seed always gives the same bytes. */
public final class TownGenerator {
  public static final long SEED = 20260501;

  private TownGenerator() {}

  /**
   * @param arguments the folder, {@code data} without one
   */
  public static void main(String[] arguments) throws IOException {
    write(Path.of(arguments.length > 0 ? arguments[0] : "data"), SEED);
  }

  static void write(Path folder, long seed) throws IOException {
    Files.createDirectories(folder);
    Streets streets = new Streets(new Random(seed));
    Blocks blocks = new Blocks(streets);
    TownGrids grids = new TownGrids(blocks, new Random(seed + 1));
    writeGrids(folder.resolve("grids-level1.geojson"), grids.level1);
    writeGrids(folder.resolve("grids-level2.geojson"), grids.level2);
    writeGrids(folder.resolve("grids-level3.geojson"), grids.level3);
    BaseMap base = new BaseMap(streets, blocks, new Random(seed + 2));
    Output.geoJson(folder.resolve("base.geojson"), base.features, 6);
    Output.geoJson(folder.resolve("points.geojson"), base.points, 7);
    Output.csv(folder.resolve("categories.csv"), Categories.rows());
    Output.csv(
        folder.resolve("assignments.csv"), new People(grids, streets, new Random(seed + 3)).rows);
    Output.csv(folder.resolve("problems.csv"), new Problems(grids, new Random(seed + 4)).rows);
    Output.csv(folder.resolve("limits.csv"), limits());
    Output.csv(folder.resolve("calendar.csv"), Holidays.rows());
  }

  private static void writeGrids(Path file, List<TownGrid> grids) throws IOException {
    List<Feature> features = new ArrayList<>();
    for (TownGrid grid : grids) {
      Map<String, Object> properties = new LinkedHashMap<>();
      properties.put("code", grid.code());
      properties.put("name", grid.name());
      properties.put("parent", grid.parent());
      properties.put("residents", grid.residents() > 0 ? grid.residents() : null);
      features.add(new Feature(properties, grid.geometry()));
    }
    Output.geoJson(file, features, 7);
  }

  /** How long each kind of problem may take: for the time limits. */
  private static List<String[]> limits() {
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"category", "severity", "amount", "unit"});
    String[][] limits = {
      {"1", "normal", "5", "WORK_HOUR"},
      {"1.1", "normal", "2", "WORK_HOUR"},
      {"1.8", "normal", "15", "CALENDAR_DAY"},
      {"2", "normal", "4", "WORK_HOUR"},
      {"3", "normal", "3", "WORK_DAY"},
      {"3.2", "normal", "2", "URGENT_HOUR"},
      {"3.3", "normal", "2", "WORK_DAY"},
      {"4", "normal", "1", "WORK_DAY"},
      {"5", "normal", "2", "WORK_DAY"},
      {"5.4", "serious", "4", "URGENT_HOUR"},
      {"6", "normal", "3", "WORK_DAY"},
      {"7", "normal", "2", "WORK_DAY"},
      {"7.6", "serious", "2", "URGENT_HOUR"}
    };
    rows.addAll(List.of(limits));
    return rows;
  }
}
