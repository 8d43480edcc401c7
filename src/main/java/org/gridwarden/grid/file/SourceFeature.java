package org.gridwarden.grid.file;

import java.util.Map;
import org.locationtech.jts.geom.Geometry;

/**
 * One feature of a file.
 *
 * @param label how a person finds it in the file: "feature 12", counted from 1
 * @param fields its attributes as text; one without a value is absent
 * @param geometry a Polygon or MultiPolygon in WGS-84 degrees; whether its rings cross is not yet
 *     known
 */
public record SourceFeature(String label, Map<String, String> fields, Geometry geometry) {}
