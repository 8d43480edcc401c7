package org.gridwarden.grid.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.Faults;
import org.gridwarden.fault.Progress;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;

/**
 * Where the readers put features as they come by, one at a time, and every fault they find. Used by
 * one thread.
 */
final class FeatureCollector {
  /** Nobody keeps grids south of it. */
  private static final double SOUTHERNMOST_LAT = -60;

  private String file;
  private final Progress progress;
  private final Faults faults = new Faults();
  private final Set<String> fieldNames = new LinkedHashSet<>();
  private final List<SourceFeature> features = new ArrayList<>();
  private long count;

  FeatureCollector(String file, Progress progress) {
    this.file = file;
    this.progress = progress;
  }

  String file() {
    return file;
  }

  /** From here on the file is called so: for a file within another. */
  void rename(String newFile) {
    file = newFile;
  }

  void progress(long done, long total) {
    progress.at("reading " + file, done, total);
  }

  /** For formats that declare their fields, filled or not. */
  void declare(List<String> names) {
    fieldNames.addAll(names);
  }

  /** Counts a feature that is there but not wanted (a deleted record), so that labels stay true. */
  void skip() {
    count++;
  }

  /**
   * Takes the next feature. A fault in its geometry is kept with the feature's label and reading
   * goes on.
   *
   * @param values null and blank ones are left out
   * @param geometry makes the geometry in WGS-84; null where there is none
   */
  void add(Map<String, String> values, Supplier<Geometry> geometry) {
    count++;
    String label = "feature " + count;
    fieldNames.addAll(values.keySet());
    try {
      features.add(new SourceFeature(label, filled(values), polygonal(geometry.get())));
    } catch (FaultException refused) {
      for (Fault fault : refused.faults()) {
        faults.add(fault.file(file).feature(label));
      }
    }
  }

  /** Keeps a fault that already says where it is; the file's name is added where it has none. */
  void fault(Fault fault) {
    faults.add(fault.file() == null ? fault.file(file) : fault);
  }

  /** Throws with every fault kept; a file without a feature is one. */
  FeatureFile finish() {
    if (count == 0 && faults.isEmpty()) {
      faults.add(Fault.badInput("the file holds no feature: at least one is needed").file(file));
    }
    faults.throwIfAny();
    return new FeatureFile(file, List.copyOf(fieldNames), features);
  }

  private static Map<String, String> filled(Map<String, String> values) {
    Map<String, String> filled = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          if (value != null && !value.isBlank()) {
            filled.put(name, value.strip());
          }
        });
    return filled;
  }

  private static Geometry polygonal(Geometry geometry) {
    if (geometry == null) {
      throw new FaultException(Fault.badInput("it has no geometry: a polygon is needed"));
    }
    if (!(geometry instanceof Polygon) && !(geometry instanceof MultiPolygon)) {
      throw new FaultException(
          Fault.badInput("a Polygon or MultiPolygon is needed").value(geometry.getGeometryType()));
    }
    if (geometry.isEmpty()) {
      throw new FaultException(Fault.badInput("its geometry is empty: a polygon is needed"));
    }
    Envelope box = geometry.getEnvelopeInternal();
    if (box.getMaxY() < SOUTHERNMOST_LAT) {
      // New York turned round, (40.7, -74), is a possible position, unlike most places in China.
      throw new FaultException(
          Fault.badInput("it lies in Antarctica: longitude comes first, are the two swapped?")
              .field("lat")
              .value(box.getMinX() + " " + box.getMinY()));
    }
    return geometry;
  }
}
