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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.geo.Crs;

/**
 * Reads the placemarks of a KML: Polygon, or MultiGeometry of polygons; heights are passed over.
 * Fields are {@code name}, {@code description} and those of ExtendedData. A document type is
 * refused, so nothing outside the file is ever fetched.
 */
final class KmlReader {
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
            new KmlPlacemark(xml, crs).read(collector);
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
