package org.gridwarden.grid.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.geo.Crs;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** Reads one placemark to its end, whatever is wrong with it, so that the next can follow. */
final class KmlPlacemark {
  private static final Set<String> OTHER_GEOMETRIES =
      Set.of("Point", "LineString", "Model", "Track", "MultiTrack");

  private final XMLStreamReader xml;
  private final Crs crs;
  private final Map<String, String> own = new LinkedHashMap<>();
  private final Map<String, String> fields = new LinkedHashMap<>();
  private final List<Polygon> polygons = new ArrayList<>();
  private final List<Fault> refused = new ArrayList<>();

  /**
   * @param xml stands at the start of the placemark, and at its end after {@link #read}
   */
  KmlPlacemark(XMLStreamReader xml, Crs crs) {
    this.xml = xml;
    this.crs = crs;
  }

  void read(FeatureCollector collector) throws XMLStreamException {
    while (nextWithin("Placemark")) {
      String element = xml.getLocalName();
      switch (element) {
        case "name", "description" -> own.put(element, xml.getElementText());
        case "Data" -> data();
        case "SimpleData" -> field(xml.getAttributeValue(null, "name"), xml.getElementText());
        case "Polygon" -> polygon();
        default -> {
          if (OTHER_GEOMETRIES.contains(element)) {
            refused.add(
                Fault.badInput("a Polygon or MultiGeometry of polygons is needed").value(element));
            while (nextWithin(element)) {
              continue;
            }
          }
        }
      }
    }
    // A field of ExtendedData that is called "name" too was meant as data.
    own.forEach(fields::putIfAbsent);
    collector.add(fields, this::geometry);
  }

  private Geometry geometry() {
    if (!refused.isEmpty()) {
      throw new FaultException(refused);
    }
    return polygons.isEmpty() ? null : crs.toWgs84(Rings.polygonal(polygons));
  }

  private void data() throws XMLStreamException {
    String name = xml.getAttributeValue(null, "name");
    while (nextWithin("Data")) {
      if (xml.getLocalName().equals("value")) {
        field(name, xml.getElementText());
      }
    }
  }

  private void field(String name, String value) {
    if (name == null) {
      refused.add(Fault.badInput("a field of ExtendedData has no name").value(value));
    } else if (fields.put(name, value) != null) {
      refused.add(Fault.badInput("the field stands twice").field(name).value(value));
    }
  }

  private void polygon() throws XMLStreamException {
    List<LinearRing> shells = new ArrayList<>();
    List<LinearRing> holes = new ArrayList<>();
    int faultsBefore = refused.size();
    List<LinearRing> boundary = shells;
    while (nextWithin("Polygon")) {
      switch (xml.getLocalName()) {
        case "outerBoundaryIs" -> boundary = shells;
        case "innerBoundaryIs" -> boundary = holes;
        case "coordinates" -> {
          try {
            boundary.add(Rings.ring(coordinates(xml.getElementText())));
          } catch (FaultException fault) {
            refused.addAll(fault.faults());
          }
        }
        default -> {}
      }
    }
    if (refused.size() > faultsBefore) {
      return;
    }
    if (shells.size() == 1) {
      polygons.add(Rings.polygon(shells.get(0), holes));
    } else {
      refused.add(
          Fault.badInput("a polygon has one outerBoundaryIs").value(shells.size() + " of them"));
    }
  }

  /** {@code lon,lat[,height]} tuples between white space. */
  private static double[] coordinates(String text) {
    String[] tuples = text.strip().split("\\s+");
    if (tuples[0].isEmpty()) {
      return new double[0];
    }
    double[] xy = new double[2 * tuples.length];
    for (int i = 0; i < tuples.length; i++) {
      String[] parts = tuples[i].split(",");
      try {
        xy[2 * i] = Double.parseDouble(parts[0]);
        xy[2 * i + 1] = Double.parseDouble(parts[1]);
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException unreadable) {
        throw new FaultException(
            Fault.badInput("a position is lon,lat or lon,lat,height").value(tuples[i]));
      }
    }
    return xy;
  }

  /** Moves to the next element that starts within this one; false at its end. */
  private boolean nextWithin(String element) throws XMLStreamException {
    while (true) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        return true;
      }
      if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals(element)) {
        return false;
      }
    }
  }
}
