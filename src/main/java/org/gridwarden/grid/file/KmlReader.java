package org.gridwarden.grid.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.geo.Crs;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * Reads the placemarks of a KML: Polygon, or MultiGeometry of polygons; heights are passed over.
 * Fields are {@code name}, {@code description} and those of ExtendedData. A document type is
 * refused, so nothing outside the file is ever fetched.
 */
final class KmlReader {
  private static final Set<String> OTHER_GEOMETRIES =
      Set.of("Point", "LineString", "Model", "Track", "MultiTrack");

  private static final int LONGEST_DECLARATION_BYTES = 200;
  private static final Pattern DECLARATION =
      Pattern.compile("^[^<]{0,3}<\\?xml[^>]*encoding\\s*=\\s*[\"']([^\"']+)");

  private final ReadOptions options;
  private final Crs crs;
  private final FeatureCollector collector;
  private XMLStreamReader xml;

  KmlReader(ReadOptions options, FeatureCollector collector) {
    this.options = options;
    this.crs = options.crs() == null ? Crs.WGS84 : options.crs();
    this.collector = collector;
  }

  void read(Path file) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    // Without a reporter the parser writes to standard error as well.
    factory.setXMLReporter((message, type, related, location) -> {});
    long bytes = Files.size(file);
    Charset charset = options.encoding() == null ? declared(file) : options.encoding();
    try (InputStream in = Files.newInputStream(file)) {
      xml = factory.createXMLStreamReader(StrictText.reader(in, charset));
      boolean first = true;
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.DTD) {
          throw at(Fault.badInput("a KML has no DOCTYPE: take it out"));
        }
        if (event == XMLStreamConstants.START_ELEMENT) {
          if (first && !xml.getLocalName().equals("kml")) {
            throw at(Fault.badInput("this is no KML: it starts with <" + xml.getLocalName() + ">"));
          }
          first = false;
          if (xml.getLocalName().equals("Placemark")) {
            collector.progress(xml.getLocation().getCharacterOffset(), bytes);
            placemark();
          }
        }
      }
      xml.close();
    } catch (CharacterCodingException otherEncoding) {
      throw undecodable(charset);
    } catch (XMLStreamException broken) {
      if (broken.getNestedException() instanceof CharacterCodingException) {
        throw undecodable(charset);
      }
      throw new FaultException(
          Fault.badInput(
                  "the XML is broken at column "
                      + broken.getLocation().getColumnNumber()
                      + ", or the file is cut off: "
                      + reason(broken))
              .line(broken.getLocation().getLineNumber()));
    }
  }

  /**
   * What the XML declaration says, UTF-8 where it says nothing. The parser would see to it itself,
   * but writes to standard error where the bytes are others.
   */
  private static Charset declared(Path file) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(LONGEST_DECLARATION_BYTES);
    }
    if (head.length > 1 && (head[0] == (byte) 0xFE || head[0] == (byte) 0xFF)) {
      return StandardCharsets.UTF_16;
    }
    Matcher named = DECLARATION.matcher(new String(head, StandardCharsets.ISO_8859_1));
    if (!named.find()) {
      return StandardCharsets.UTF_8;
    }
    try {
      return Charset.forName(named.group(1));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      throw new FaultException(
          Fault.badInput("the XML declaration names no known encoding: write UTF-8")
              .line(1)
              .value(named.group(1)));
    }
  }

  private static FaultException undecodable(Charset charset) {
    return new FaultException(
        Fault.badInput(
            "the text is not in " + charset.name() + ": name the right one, as in --encoding GBK"));
  }

  private void placemark() throws XMLStreamException {
    Map<String, String> fields = new LinkedHashMap<>();
    List<Polygon> polygons = new ArrayList<>();
    List<FaultException> refused = new ArrayList<>();
    boolean geometry = false;
    while (nextWithin("Placemark")) {
      switch (xml.getLocalName()) {
        case "name", "description" -> fields.put(xml.getLocalName(), xml.getElementText());
        case "Data" -> data(fields);
        case "SimpleData" ->
            field(fields, xml.getAttributeValue(null, "name"), xml.getElementText());
        case "Polygon" -> {
          geometry = true;
          try {
            polygons.add(polygon());
          } catch (FaultException fault) {
            refused.add(fault);
          }
        }
        default -> {
          if (OTHER_GEOMETRIES.contains(xml.getLocalName())) {
            refused.add(
                new FaultException(
                    Fault.badInput("a Polygon or MultiGeometry of polygons is needed")
                        .value(xml.getLocalName())));
            skip(xml.getLocalName());
          }
        }
      }
    }
    boolean found = geometry;
    Supplier<Geometry> assembled =
        () -> {
          if (!refused.isEmpty()) {
            throw new FaultException(
                refused.stream().flatMap(each -> each.faults().stream()).toList());
          }
          return found ? crs.toWgs84(Rings.polygonal(polygons)) : null;
        };
    collector.add(fields, assembled);
  }

  private void data(Map<String, String> fields) throws XMLStreamException {
    String name = xml.getAttributeValue(null, "name");
    while (nextWithin("Data")) {
      if (xml.getLocalName().equals("value")) {
        field(fields, name, xml.getElementText());
      }
    }
  }

  private void field(Map<String, String> fields, String name, String value) {
    if (name == null) {
      throw at(
          Fault.badInput("a field of ExtendedData has no name").feature(collector.nextLabel()));
    }
    fields.put(name, value);
  }

  /** Reads to the polygon's end, also where a ring of it is refused. */
  private Polygon polygon() throws XMLStreamException {
    List<LinearRing> shells = new ArrayList<>();
    List<LinearRing> rings = new ArrayList<>();
    List<Fault> refused = new ArrayList<>();
    boolean outer = true;
    while (nextWithin("Polygon")) {
      switch (xml.getLocalName()) {
        case "outerBoundaryIs" -> outer = true;
        case "innerBoundaryIs" -> outer = false;
        case "coordinates" -> {
          try {
            (outer ? shells : rings).add(Rings.ring(coordinates(xml.getElementText())));
          } catch (FaultException fault) {
            refused.addAll(fault.faults());
          }
        }
        default -> {}
      }
    }
    if (refused.isEmpty() && shells.size() != 1) {
      refused.add(
          Fault.badInput("a polygon has one outerBoundaryIs").value(shells.size() + " of them"));
    }
    if (!refused.isEmpty()) {
      throw new FaultException(refused);
    }
    return Rings.polygon(shells.get(0), rings);
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

  private void skip(String element) throws XMLStreamException {
    while (nextWithin(element)) {
      continue;
    }
  }

  private FaultException at(Fault fault) {
    return new FaultException(fault.line(xml.getLocation().getLineNumber()));
  }

  /** What the parser says, without the place it puts in front. */
  private static String reason(XMLStreamException broken) {
    String message = broken.getMessage();
    int at = message.indexOf("Message: ");
    return at < 0 ? message : message.substring(at + "Message: ".length()).strip();
  }
}
