package org.gridwarden.grid.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.Progress;

/** Reads grid files of every format, known by their ending. */
public final class GridFiles {
  private GridFiles() {}

  /**
   * @param file .geojson or .json, .shp with its companions, .zip of a shapefile, .gpkg, .kml
   * @throws FaultException with every fault found, each naming the file and the place in it
   */
  public static FeatureFile read(Path file, ReadOptions options, Progress progress) {
    String name = file.getFileName().toString();
    try {
      if (!Files.isRegularFile(file)) {
        throw refuse(name, "no such file");
      }
      if (Files.size(file) == 0) {
        throw refuse(name, "the file is empty");
      }
      progress.at("reading " + name, 0, -1);
      FeatureCollector features = new FeatureCollector(name, progress);
      String ending = name.toLowerCase(Locale.ROOT).replaceAll("^.*\\.", "");
      switch (ending) {
        case "geojson", "json" -> GeoJsonReader.read(file, options, features);
        case "shp" -> ShapefileReader.read(file, options, features);
        case "zip" -> ZipReader.read(file, options, features);
        case "gpkg" -> GeoPackageStore.read(file, options, features);
        case "kml" -> KmlReader.read(file, options, features);
        default ->
            throw refuse(
                name,
                "unknown kind of file; give .geojson, .shp, .zip of a shapefile, .gpkg or .kml");
      }
      return features.finish();
    } catch (IOException failure) {
      throw refuse(name, "could not be read: " + failure.getMessage());
    } catch (FaultException refused) {
      throw new FaultException(
          refused.faults().stream()
              .map(fault -> fault.file() == null ? fault.file(name) : fault)
              .toList());
    }
  }

  static FaultException refuse(String file, String detail) {
    return new FaultException(List.of(Fault.badInput(detail).file(file)));
  }
}
