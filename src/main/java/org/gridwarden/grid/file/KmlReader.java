package org.gridwarden.grid.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.geo.Crs;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.impl.PackedCoordinateSequence;
import org.locationtech.jts.geom.impl.PackedCoordinateSequenceFactory;

/**
 * Reads the polygons of a KML file's placemarks, with their names and extended data. External
 * entities are never loaded. For one file and one thread.
 */
final class KmlReader {
  private static final GeometryFactory FACTORY =
      new GeometryFactory(PackedCoordinateSequenceFactory.DOUBLE_FACTORY);

  private final XMLStreamReader xml;
  private final FeatureCollector features;
  private final Crs crs;

  private KmlReader(XMLStreamReader xml, FeatureCollector features, Crs crs) {
    this.xml = xml;
    this.features = features;
    this.crs = crs;
  }

  static void read(Path file, ReadOptions options, FeatureCollector features) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try (InputStream in = Files.newInputStream(file)) {
      Crs crs = options.crs() == null ? Crs.WGS84 : options.crs();
      new KmlReader(factory.createXMLStreamReader(in), features, crs).readDocument();
    } catch (XMLStreamException broken) {
      int line = broken.getLocation() == null ? 0 : broken.getLocation().getLineNumber();
      features.fault(
          Fault.badInput("no KML: " + broken.getMessage().replaceAll("(?s)\\s+", " "))
              .line(Math.max(1, line)));
    }
  }

  private void readDocument() throws XMLStreamException {
    while (xml.hasNext()) {
      if (xml.next() == XMLStreamConstants.START_ELEMENT
          && xml.getLocalName().equals("Placemark")) {
        readPlacemark();
      }
    }
  }

  private void readPlacemark() throws XMLStreamException {
    String label = features.nextLabel();
    long line = xml.getLocation().getLineNumber();
    Map<String, String> fields = new LinkedHashMap<>();
    List<Polygon> polygons = new ArrayList<>();
    FaultException broken = null;
    String key = null;
    int depth = 1;
    while (depth > 0 && xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
        switch (xml.getLocalName()) {
          case "name", "description" -> {
            if (depth == 2) {
              put(fields, xml.getLocalName(), xml.getElementText());
              depth--;
            }
          }
          case "SimpleData" -> {
            put(fields, xml.getAttributeValue(null, "name"), xml.getElementText());
            depth--;
          }
          case "Data" -> key = xml.getAttributeValue(null, "name");
          case "value" -> {
            put(fields, key, xml.getElementText());
            depth--;
          }
          case "Polygon" -> {
            try {
              polygons.add(readPolygon());
            } catch (FaultException bad) {
              broken = bad;
              skipTo("Polygon");
            }
            depth--;
          }
          default -> {}
        }
      }
    }
    if (broken != null) {
      broken.faults().forEach(fault -> features.fault(label, fault.line(line)));
    } else {
      Geometry geometry =
          polygons.size() == 1
              ? polygons.get(0)
              : FACTORY.createMultiPolygon(polygons.toArray(Polygon[]::new));
      features.add(label, fields, geometry, crs);
    }
  }

  private static void put(Map<String, String> fields, String key, String text) {
    if (key != null && !text.isBlank()) {
      fields.putIfAbsent(key, text.strip());
    }
  }

  private Polygon readPolygon() throws XMLStreamException {
    LinearRing shell = null;
    List<LinearRing> holes = new ArrayList<>();
    boolean inner = false;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("Polygon")) {
        break;
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        switch (xml.getLocalName()) {
          case "outerBoundaryIs" -> inner = false;
          case "innerBoundaryIs" -> inner = true;
          case "coordinates" -> {
            LinearRing ring = ring(xml.getElementText());
            if (inner) {
              holes.add(ring);
            } else {
              shell = ring;
            }
          }
          default -> {}
        }
      }
    }
    if (shell == null) {
      throw new FaultException(Fault.badInput("a polygon without an outer boundary"));
    }
    return FACTORY.createPolygon(shell, holes.toArray(LinearRing[]::new));
  }

  private void skipTo(String element) throws XMLStreamException {
    while (xml.hasNext()) {
      if (xml.getEventType() == XMLStreamConstants.END_ELEMENT
          && xml.getLocalName().equals(element)) {
        return;
      }
      xml.next();
    }
  }

  private static LinearRing ring(String text) {
    String[] positions = text.strip().split("\\s+");
    if (positions.length < 4) {
      throw FaultException.badInput(
          "coordinates", text.strip(), "a ring has at least four positions");
    }
    double[] flat = new double[2 * positions.length];
    for (int i = 0; i < positions.length; i++) {
      String[] ordinates = positions[i].split(",");
      if (ordinates.length < 2) {
        throw FaultException.badInput("coordinates", positions[i], "a position is lon,lat");
      }
      flat[2 * i] = number(ordinates[0]);
      flat[2 * i + 1] = number(ordinates[1]);
    }
    if (flat[0] != flat[flat.length - 2] || flat[1] != flat[flat.length - 1]) {
      throw FaultException.badInput(
          "coordinates",
          positions[positions.length - 1],
          "the ring is not closed: its last position must be its first");
    }
    return FACTORY.createLinearRing(new PackedCoordinateSequence.Double(flat, 2, 0));
  }

  private static double number(String text) {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException notOne) {
      // Told below, with the other that is not finite.
    }
    throw FaultException.badInput("coordinates", text, "an ordinate is a finite number");
  }
}
