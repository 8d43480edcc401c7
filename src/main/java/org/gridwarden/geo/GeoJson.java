package org.gridwarden.geo;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.gridwarden.fault.FaultException;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.impl.PackedCoordinateSequence;
import org.locationtech.jts.geom.impl.PackedCoordinateSequenceFactory;

/** GeoJSON geometries (RFC 7946), x before y. Pure; heights are left out. */
public final class GeoJson {
  private static final GeometryFactory FACTORY =
      new GeometryFactory(PackedCoordinateSequenceFactory.DOUBLE_FACTORY);

  private GeoJson() {}

  /**
   * Reads a geometry as it stands: whether its ordinates are possible in their system is the
   * caller's to check, and whether its rings cross too.
   *
   * @throws FaultException naming the place where it isn't a geometry: an unknown type, a ring that
   *     isn't closed or has fewer than four positions, an ordinate that is no finite number
   */
  public static Geometry readGeometry(JsonNode node) {
    if (!node.isObject()) {
      throw bad("geometry", node, "a geometry is an object with type and coordinates");
    }
    String type = node.path("type").asText();
    JsonNode coordinates = node.path("coordinates");
    return switch (type) {
      case "Point" -> FACTORY.createPoint(sequence(List.of(position(coordinates, "coordinates"))));
      case "MultiPoint" -> FACTORY.createMultiPoint(line(coordinates, "coordinates", 0));
      case "LineString" -> FACTORY.createLineString(line(coordinates, "coordinates", 2));
      case "MultiLineString" -> {
        List<LineString> lines = new ArrayList<>();
        for (JsonNode part : array(coordinates, "coordinates")) {
          lines.add(FACTORY.createLineString(line(part, "coordinates[" + lines.size() + "]", 2)));
        }
        yield FACTORY.createMultiLineString(lines.toArray(LineString[]::new));
      }
      case "Polygon" -> polygon(coordinates, "coordinates");
      case "MultiPolygon" -> {
        List<Polygon> polygons = new ArrayList<>();
        for (JsonNode part : array(coordinates, "coordinates")) {
          polygons.add(polygon(part, "coordinates[" + polygons.size() + "]"));
        }
        yield FACTORY.createMultiPolygon(polygons.toArray(Polygon[]::new));
      }
      case "GeometryCollection" -> {
        List<Geometry> parts = new ArrayList<>();
        for (JsonNode part : array(node.path("geometries"), "geometries")) {
          parts.add(readGeometry(part));
        }
        yield FACTORY.createGeometryCollection(parts.toArray(Geometry[]::new));
      }
      default -> throw bad("type", node.path("type"), "no type of a GeoJSON geometry");
    };
  }

  private static Polygon polygon(JsonNode rings, String path) {
    List<LinearRing> read = new ArrayList<>();
    for (JsonNode ring : array(rings, path)) {
      String place = path + "[" + read.size() + "]";
      CoordinateSequence positions = line(ring, place, 4);
      int last = positions.size() - 1;
      if (positions.getX(0) != positions.getX(last) || positions.getY(0) != positions.getY(last)) {
        throw bad(
            place, ring.get(last), "the ring is not closed: its last position must be its first");
      }
      read.add(FACTORY.createLinearRing(positions));
    }
    if (read.isEmpty()) {
      return FACTORY.createPolygon();
    }
    return FACTORY.createPolygon(
        read.get(0), read.subList(1, read.size()).toArray(LinearRing[]::new));
  }

  private static CoordinateSequence line(JsonNode positions, String path, int least) {
    JsonNode all = array(positions, path);
    if (all.size() < least) {
      throw bad(path, all.size(), "needs at least " + least + " positions");
    }
    List<double[]> read = new ArrayList<>(all.size());
    for (JsonNode each : all) {
      read.add(position(each, path + "[" + read.size() + "]"));
    }
    return sequence(read);
  }

  private static double[] position(JsonNode node, String path) {
    if (!node.isArray() || node.size() < 2) {
      throw bad(path, node, "a position is [x, y]");
    }
    return new double[] {ordinate(node.get(0), path), ordinate(node.get(1), path)};
  }

  private static double ordinate(JsonNode node, String path) {
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw bad(path, node, "an ordinate is a finite number");
    }
    return node.doubleValue();
  }

  private static JsonNode array(JsonNode node, String path) {
    if (!node.isArray()) {
      throw bad(path, node, "must be an array");
    }
    return node;
  }

  private static CoordinateSequence sequence(List<double[]> positions) {
    double[] flat = new double[positions.size() * 2];
    for (int i = 0; i < positions.size(); i++) {
      flat[2 * i] = positions.get(i)[0];
      flat[2 * i + 1] = positions.get(i)[1];
    }
    return new PackedCoordinateSequence.Double(flat, 2, 0);
  }

  private static FaultException bad(String field, Object value, String detail) {
    return FaultException.badInput(field, value, detail);
  }

  /**
   * Writes a geometry as an object, ordinates with at most so many decimals. Rings are written as
   * RFC 7946 wants them: the outer counter-clockwise, holes clockwise.
   */
  public static void writeGeometry(JsonGenerator json, Geometry geometry, int decimals)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("type", geometry.getGeometryType());
    if (geometry instanceof GeometryCollection collection
        && !(geometry instanceof MultiPoint)
        && !(geometry instanceof MultiLineString)
        && !(geometry instanceof MultiPolygon)) {
      json.writeArrayFieldStart("geometries");
      for (int i = 0; i < collection.getNumGeometries(); i++) {
        writeGeometry(json, collection.getGeometryN(i), decimals);
      }
      json.writeEndArray();
    } else {
      json.writeFieldName("coordinates");
      new CoordinateWriter(json, decimals).write(geometry);
    }
    json.writeEndObject();
  }
}
