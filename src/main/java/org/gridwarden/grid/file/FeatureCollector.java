package org.gridwarden.grid.file;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.Faults;
import org.gridwarden.fault.Progress;
import org.gridwarden.geo.Crs;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;

/**
 * Takes the features of one file as a reader finds them: brings each to WGS-84, refuses what is no
 * area, and remembers every fault with its place. For one thread.
 */
final class FeatureCollector {
  private static final int TOLD_EVERY = 500;

  private final String file;
  private final Progress progress;
  private final Faults faults = new Faults();
  private final Set<String> fieldNames = new LinkedHashSet<>();
  private final List<SourceFeature> features = new ArrayList<>();
  private int count;

  FeatureCollector(String file, Progress progress) {
    this.file = file;
    this.progress = progress;
  }

  /** A name for the next feature: "feature 1" and so on. */
  String nextLabel() {
    count++;
    if (count % TOLD_EVERY == 0) {
      progress.at("reading " + file, count, -1);
    }
    return "feature " + count;
  }

  void fieldName(String name) {
    fieldNames.add(name);
  }

  /** Takes a feature; its geometry is in the given system, and may be anything. */
  void add(String label, Map<String, String> fields, Geometry geometry, Crs crs) {
    fieldNames.addAll(fields.keySet());
    if (geometry == null || geometry.isEmpty()) {
      fault(label, Fault.badInput("it has no geometry: a grid is a polygon"));
    } else if (!(geometry instanceof Polygon) && !(geometry instanceof MultiPolygon)) {
      fault(
          label,
          Fault.badInput("a grid is a Polygon or MultiPolygon").value(geometry.getGeometryType()));
    } else {
      try {
        features.add(new SourceFeature(label, fields, crs.toWgs84(geometry)));
      } catch (FaultException impossible) {
        impossible.faults().forEach(fault -> fault(label, fault));
      }
    }
  }

  void fault(String label, Fault fault) {
    faults.add(fault.file(file).feature(label));
  }

  void fault(Fault fault) {
    faults.add(fault.file(file));
  }

  /**
   * @throws FaultException with every fault, or where there was no feature at all
   */
  FeatureFile finish() {
    if (count == 0 && faults.isEmpty()) {
      fault(Fault.badInput("the file has no features"));
    }
    faults.throwIfAny();
    return new FeatureFile(file, List.copyOf(fieldNames), features);
  }
}
