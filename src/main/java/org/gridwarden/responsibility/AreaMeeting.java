package org.gridwarden.responsibility;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gridwarden.fault.FaultException;
import org.gridwarden.geo.Crs;
import org.gridwarden.geo.GeoJson;
import org.gridwarden.geo.Ground;
import org.gridwarden.grid.Grid;
import org.gridwarden.grid.GridSnapshot;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Lineal;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * A grid that a line or a polygon meets.
 *
 * @param metres of the line that lie in it, or null for a polygon
 * @param squareMetres of the polygon that lie in it, or null for a line
 */
public record AreaMeeting(Grid grid, Double metres, Double squareMetres) {
  private static final int MOST_VERTICES = 100_000;

  /**
   * Reads a GeoJSON geometry, or a Feature with one.
   *
   * @throws FaultException naming the field where it is no line or polygon, or too large
   */
  static Geometry read(JsonNode json, Crs crs) {
    Geometry shape =
        crs.toWgs84(
            GeoJson.readGeometry(
                json.path("type").asText().equals("Feature") ? json.path("geometry") : json));
    if (!(shape instanceof Lineal) && !(shape instanceof Polygonal)) {
      throw FaultException.badInput(
          "type", shape.getGeometryType(), "a line or a polygon is wanted");
    }
    if (shape.isEmpty()) {
      throw FaultException.badInput("coordinates", null, "the geometry is empty");
    }
    if (shape.getNumPoints() > MOST_VERTICES) {
      throw FaultException.badInput(
          "coordinates", shape.getNumPoints(), "at most " + MOST_VERTICES + " positions");
    }
    if (!shape.isValid()) {
      throw FaultException.badInput(
          "coordinates", null, "the polygon is not valid: a ring crosses itself");
    }
    return shape;
  }

  /**
   * The grids of the finest level that a shape meets by more than a point, the longest part first.
   */
  static List<AreaMeeting> list(GridSnapshot grids, Geometry shape) {
    int level = grids.chain().finestLevel();
    List<AreaMeeting> meetings = new ArrayList<>();
    if (level == 0) {
      return meetings;
    }
    for (int ordinal : grids.chain().index(level).within(shape.getEnvelopeInternal())) {
      Grid grid = grids.grid(level, ordinal);
      Geometry shared = OverlayNGRobust.overlay(shape, grid.geometry(), OverlayNG.INTERSECTION);
      if (shape instanceof Polygonal) {
        double area = Ground.areaSquareMetres(shared);
        if (area > 0) {
          meetings.add(new AreaMeeting(grid, null, area));
        }
      } else {
        double length = Ground.lengthMetres(shared);
        if (length > 0) {
          meetings.add(new AreaMeeting(grid, length, null));
        }
      }
    }
    meetings.sort(Comparator.comparingDouble(AreaMeeting::size).reversed());
    return meetings;
  }

  private double size() {
    return metres != null ? metres : squareMetres;
  }
}
