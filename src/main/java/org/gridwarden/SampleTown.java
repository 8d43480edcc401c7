package org.gridwarden;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gridwarden.fault.Progress;
import org.gridwarden.geo.Crs;
import org.gridwarden.grid.GridImportRequest;
import org.gridwarden.grid.GridImportRequest.LevelFile;
import org.gridwarden.grid.GridVersion;

/** The sample town that comes with the program: a fictional district to look around in. */
final class SampleTown {
  private static final String FOLDER = "/sample/";
  private static final List<String> LEVELS =
      List.of("grids-level1.geojson", "grids-level2.geojson", "grids-level3.geojson");

  private static final Pattern TIME = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)(T\\d\\d:\\d\\d)");

  private SampleTown() {}

  /** Loads it as it is in the files, where there are no grids yet. */
  static void loadWhereEmpty(App app) {
    loadWhereEmpty(app, null);
  }

  /**
   * Loads it through the same imports that a city uses, where there are no grids yet.
   *
   * @param today what its problems shall be moved up to, or null for the dates of the file
   */
  static void loadWhereEmpty(App app, LocalDate today) {
    if (!app.gridEditor().listVersions().isEmpty()) {
      return;
    }
    Path folder = null;
    try {
      folder = Files.createTempDirectory("gridwarden-sample");
      List<LevelFile> files = new ArrayList<>();
      for (int level = 1; level <= LEVELS.size(); level++) {
        files.add(new LevelFile(unpack(LEVELS.get(level - 1), folder), level, null, null, null));
      }
      app.gridEditor()
          .importFiles(
              new GridImportRequest(
                  files,
                  GridVersion.DEFAULT_LAYER,
                  null,
                  Crs.WGS84,
                  null,
                  null,
                  GridImportRequest.DEFAULT_TOLERANCE_METRES,
                  false,
                  false,
                  false),
              Progress.NONE);
      app.importCategories(unpack("categories.csv", folder), false);
      app.importAssignments(unpack("assignments.csv", folder), false);
      app.importLimits(unpack("limits.csv", folder), false);
      app.timeLimits().importCalendar(unpack("calendar.csv", folder), false);
      Path problems = unpack("problems.csv", folder);
      if (today != null) {
        Files.writeString(problems, upTo(today, Files.readString(problems)));
      }
      app.importProblems(problems, false);
      Files.copy(
          unpack("base.geojson", folder), app.config().dataDirectory().resolve(Server.BASE_FILE));
    } catch (IOException failure) {
      throw new UncheckedIOException("the sample town could not be unpacked", failure);
    } finally {
      remove(folder);
    }
  }

  /** The text with days added to its times: as many as bring the last one to the day before. */
  static String upTo(LocalDate day, String text) {
    List<LocalDate> days =
        TIME.matcher(text).results().map(each -> LocalDate.parse(each.group(1))).toList();
    long more = ChronoUnit.DAYS.between(Collections.max(days), day.minusDays(1));
    return more <= 0
        ? text
        : TIME.matcher(text)
            .replaceAll(each -> LocalDate.parse(each.group(1)).plusDays(more) + each.group(2));
  }

  private static Path unpack(String name, Path folder) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = SampleTown.class.getResourceAsStream(FOLDER + name)) {
      Files.copy(in, file);
    }
    return file;
  }

  private static void remove(Path folder) {
    if (folder == null) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException left) {
      throw new UncheckedIOException("temporary files were left in " + folder, left);
    }
  }
}
