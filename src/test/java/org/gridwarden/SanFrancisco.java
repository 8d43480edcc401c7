package org.gridwarden;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gridwarden.fault.Progress;
import org.gridwarden.grid.GridImportRequest;
import org.gridwarden.grid.GridImportRequest.LevelFile;
import org.gridwarden.grid.GridVersion;
import org.junit.jupiter.api.Assumptions;

/** Open data of a real city: its grids and 4,984 cases, where they are there. */
final class SanFrancisco {
  private static final Path FOLDER =
      Path.of(System.getProperty("gridwarden.shared", "../shared")).resolve("data/sf");

  /** Which field of the cases is what. */
  static final Map<String, String> FIELDS =
      Map.of(
          "id", "CaseID",
          "lon", "Long",
          "lat", "Lat",
          "category", "Category",
          "opened", "Opened",
          "closed", "Closed",
          "unit", "Responsible.Agency",
          "status", "Status",
          "address", "Address");

  private SanFrancisco() {}

  static void assumeThere() {
    Assumptions.assumeTrue(Files.isDirectory(FOLDER), "skipped: ../shared/data/sf is absent");
  }

  static Path cases() {
    return FOLDER.resolve("sf311_cases_sample.csv");
  }

  static void importGrids(App app) {
    app.gridEditor()
        .importFiles(
            new GridImportRequest(
                List.of(
                    new LevelFile(FOLDER.resolve("sf_level1_city.geojson"), 1, "name", null, null),
                    new LevelFile(
                        FOLDER.resolve("sf_level2_nhood.geojson"), 2, "nhood", "nhood", null),
                    new LevelFile(
                        FOLDER.resolve("sf_level3_tract.geojson"), 3, "geoid", "geoid", "nhood")),
                GridVersion.DEFAULT_LAYER,
                null,
                null,
                null,
                null,
                1,
                false,
                false,
                false),
            Progress.NONE);
  }
}
