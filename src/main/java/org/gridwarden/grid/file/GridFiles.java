package org.gridwarden.grid.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.Progress;

/** Reads a file of any known format. Stateless; may be called from several threads. */
public final class GridFiles {
  private GridFiles() {}

  /**
   * Reads the file whole; the memory it takes is that of the geometries and the largest single
   * feature, not of the file.
   *
   * @throws FaultException with every fault found, each naming the file and, where there is one,
   *     the line or the feature
   */
  public static FeatureFile read(Path file, ReadOptions options, Progress progress) {
    // The root of the file system is the one path without a name.
    Path name = file.getFileName() == null ? file : file.getFileName();
    FeatureCollector collector = new FeatureCollector(name.toString(), progress);
    try {
      read(file, options, collector);
    } catch (IOException unreadable) {
      collector.fault(Fault.badInput("the file can't be read: " + reason(unreadable)));
    } catch (FaultException refused) {
      refused.faults().forEach(collector::fault);
    }
    return collector.finish();
  }

  private static void read(Path file, ReadOptions options, FeatureCollector collector)
      throws IOException {
    switch (format(file)) {
      case GEOJSON -> new GeoJsonReader(options, collector).read(file);
      case SHAPEFILE -> ShapefileReader.read(ShapefileParts.beside(file), options, collector);
      case ZIP -> ZippedShapefile.read(file, options, collector);
      case GEOPACKAGE -> GeoPackageStore.read(file, options, collector);
      case KML -> new KmlReader(options, collector).read(file);
    }
  }

  private static FileFormat format(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new FaultException(Fault.badInput("there is no such file"));
    }
    if (!Files.isRegularFile(file)) {
      throw new FaultException(Fault.badInput("a file is needed, this is none"));
    }
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(FileFormat.HEAD_BYTES);
    }
    if (head.length == 0) {
      throw new FaultException(Fault.badInput("the file is empty"));
    }
    if (file.getFileName().toString().matches("(?i).*\\.(shx|dbf|prj|cpg)")) {
      throw new FaultException(
          Fault.badInput("this is one part of a shapefile: name its .shp, the rest is found"));
    }
    return FileFormat.find(file.getFileName().toString(), head)
        .orElseThrow(
            () ->
                new FaultException(
                    Fault.badInput("grids are read from " + FileFormat.NAMES + "; not from this")));
  }

  private static String reason(IOException unreadable) {
    String message = unreadable.getMessage();
    return message == null ? unreadable.getClass().getSimpleName() : message;
  }
}
