package org.gridwarden.grid.file;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.locationtech.jts.geom.Geometry;

/**
 * One feature of a file. Immutable by agreement: nobody changes the geometry.
 *
 * @param label how a fault names it: "feature 12", counted from 1 in the order of the file; a
 *     shapefile's deleted records count too
 * @param fields text by field name, in the file's order; a field that is absent, null or blank has
 *     no entry; white space around a value is gone
 * @param geometry a Polygon or MultiPolygon, not empty, x = longitude, y = latitude, WGS-84
 *     degrees; its rings are closed but may still cross themselves
 */
public record SourceFeature(String label, Map<String, String> fields, Geometry geometry) {
  public SourceFeature {
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(geometry, "geometry");
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
