package org.gridwarden.grid.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.geo.Crs;
import org.locationtech.jts.geom.Geometry;

/**
 * Reads a shapefile: .shp with its companions .shx, .dbf and .prj beside it, in whatever case of
 * letters. All four are wanted, since a copy without one is usually a copy gone wrong; the .prj is
 * not where the user names the coordinate system.
 */
final class ShapefileReader {
  private ShapefileReader() {}

  static void read(Path shp, ReadOptions options, FeatureCollector features) throws IOException {
    List<String> missing = new ArrayList<>();
    Optional<Path> shx = companion(shp, "shx");
    Optional<Path> dbf = companion(shp, "dbf");
    Optional<Path> prj = companion(shp, "prj");
    if (shx.isEmpty()) {
      missing.add(".shx (the index of the shapes)");
    }
    if (dbf.isEmpty()) {
      missing.add(".dbf (the attributes)");
    }
    if (prj.isEmpty() && options.crs() == null) {
      missing.add(".prj (the coordinate system; or say which with --crs)");
    }
    for (String each : missing) {
      features.fault(Fault.badInput("missing beside it: " + each));
    }
    if (!missing.isEmpty()) {
      return;
    }
    Crs crs = options.crs() != null ? options.crs() : crsOf(prj.get());
    Optional<Path> cpg = companion(shp, "cpg");
    String declared =
        cpg.isPresent() ? Files.readString(cpg.get(), StandardCharsets.ISO_8859_1).strip() : null;
    byte[] table = Files.readAllBytes(dbf.get());
    DbfTable attributes;
    try {
      attributes = DbfTable.read(table, DbfEncoding.of(table, options.encoding(), declared));
    } catch (FaultException broken) {
      throw new FaultException(
          broken.faults().stream()
              .map(fault -> fault.file(dbf.get().getFileName().toString()))
              .toList());
    }
    ShpShapes shapes = ShpShapes.read(Files.readAllBytes(shp), Files.readAllBytes(shx.get()));
    if (shapes.count() != attributes.count()) {
      features.fault(
          Fault.badInput(
              "the .shp has "
                  + shapes.count()
                  + " shapes and the .dbf "
                  + attributes.count()
                  + " records; they must pair one to one"));
      return;
    }
    attributes.fieldNames().forEach(features::fieldName);
    for (int i = 0; i < shapes.count(); i++) {
      String label = features.nextLabel();
      if (attributes.isDeleted(i)) {
        continue;
      }
      try {
        Map<String, String> fields = attributes.record(i);
        Geometry geometry = shapes.geometry(i);
        features.add(label, fields, geometry, crs);
      } catch (FaultException broken) {
        broken.faults().forEach(fault -> features.fault(label, fault));
      }
    }
  }

  private static Crs crsOf(Path prj) throws IOException {
    try {
      return Crs.ofPrj(Files.readString(prj, StandardCharsets.ISO_8859_1));
    } catch (FaultException unreadable) {
      throw new FaultException(unreadable.first().file(prj.getFileName().toString()));
    }
  }

  /** The file beside it with another ending, whatever the case of its letters. */
  private static Optional<Path> companion(Path shp, String ending) throws IOException {
    String name = shp.getFileName().toString();
    String wanted = name.substring(0, name.length() - 3) + ending;
    try (Stream<Path> beside = Files.list(shp.toAbsolutePath().getParent())) {
      return beside
          .filter(path -> path.getFileName().toString().equalsIgnoreCase(wanted))
          .min(
              java.util.Comparator.comparing(
                  path -> path.getFileName().toString().equals(wanted) ? 0 : 1));
    }
  }
}
