package org.gridwarden.grid;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.gridwarden.fault.FaultException;
import org.gridwarden.geo.Crs;

/**
 * What to import and how.
 *
 * @param files one file a level
 * @param within the grid under which the import replaces grids, or null for the whole layer
 * @param crs what the user says of every file's coordinates, or null to believe the files
 * @param encoding what the user says of every file's text, or null to believe the files
 * @param validFrom the moment from which the grids hold; null is open for the first version of a
 *     level and the moment of the import after that
 * @param toleranceMetres overlaps and slivers narrower than this are warnings
 */
public record GridImportRequest(
    List<LevelFile> files,
    String layer,
    String within,
    Crs crs,
    Charset encoding,
    Instant validFrom,
    double toleranceMetres,
    boolean repair,
    boolean draft,
    boolean dryRun) {
  public static final double DEFAULT_TOLERANCE_METRES = 1;

  public GridImportRequest {
    files = List.copyOf(files);
    if (files.isEmpty()) {
      throw FaultException.badInput("FILE", null, "name at least one file");
    }
    if (!(toleranceMetres >= 0 && toleranceMetres <= 100)) {
      throw FaultException.badInput("tolerance", toleranceMetres, "a tolerance is 0 to 100 metres");
    }
    HashSet<Integer> seen = new HashSet<>();
    for (LevelFile file : files) {
      if (!seen.add(file.level())) {
        throw FaultException.badInput(
            "level", file.level(), "one level a file: this level is named twice");
      }
    }
  }

  /**
   * One file of one level.
   *
   * @param code the field that holds the code, or null for {@code code}
   * @param name the field that holds the name, or null for {@code name} where present
   * @param parent the field that holds the parent, or null for {@code parent} where present
   */
  public record LevelFile(Path path, int level, String code, String name, String parent) {
    public LevelFile {
      if (level < 1 || level > Grid.LEVELS) {
        throw FaultException.badInput("level", level, "a level is 1, 2 or 3");
      }
    }
  }
}
