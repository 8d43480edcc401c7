package org.gridwarden.grid.file;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.geo.Crs;
import org.locationtech.jts.geom.Geometry;

/** Reads the shapes of a .shp and the records of its .dbf side by side. */
final class ShapefileReader {
  private static final int INDEX_HEADER_BYTES = 100;
  private static final int INDEX_ENTRY_BYTES = 8;
  private static final int LONGEST_PRJ_BYTES = 1 << 16;
  private static final int LONGEST_CPG_BYTES = 100;

  private final ShapefileParts parts;
  private final ReadOptions options;
  private final FeatureCollector collector;

  private ShapefileReader(ShapefileParts parts, ReadOptions options, FeatureCollector collector) {
    this.parts = parts;
    this.options = options;
    this.collector = collector;
  }

  static void read(ShapefileParts parts, ReadOptions options, FeatureCollector collector)
      throws IOException {
    new ShapefileReader(parts, options, collector).read();
  }

  private void read() throws IOException {
    requireParts();
    Crs crs = crs();
    DbfEncoding encoding = encoding();
    try (ShpShapes shapes = new ShpShapes(parts.get("shp"));
        DbfTable table = new DbfTable(parts.get("dbf"))) {
      requireEqualCounts(table.records());
      List<DbfField> fields = table.fields(encoding);
      collector.declare(fields.stream().map(DbfField::name).toList());
      int count = 0;
      while (shapes.advance()) {
        if (!table.advance()) {
          throw counts("the .shp has a shape " + (count + 1), table.records());
        }
        count++;
        collector.progress(shapes.position(), parts.get("shp").bytes());
        if (table.isDeleted()) {
          collector.skip();
        } else {
          collector.add(values(table, fields, encoding), () -> crs.toWgs84(geometry(shapes)));
        }
      }
      if (count < table.records()) {
        throw counts("the .shp has " + count + " shapes", table.records());
      }
    }
  }

  private static Geometry geometry(ShpShapes shapes) {
    return RingNesting.polygonal(shapes.rings());
  }

  private Map<String, String> values(DbfTable table, List<DbfField> fields, DbfEncoding encoding) {
    Map<String, String> values = new LinkedHashMap<>();
    for (DbfField field : fields) {
      try {
        values.put(field.name(), table.value(field, encoding));
      } catch (FaultException undecodable) {
        undecodable.faults().forEach(collector::fault);
      }
    }
    return values;
  }

  private void requireParts() {
    Map<String, String> needed = new LinkedHashMap<>();
    needed.put("shx", "it is the index of the shapes; put it beside the .shp, the names alike");
    needed.put("dbf", "it holds the codes and names; put it beside the .shp, the names alike");
    if (options.crs() == null) {
      needed.put("prj", "it says what the coordinates are in; or say it yourself with --crs");
    }
    parts.require(needed);
  }

  private void requireEqualCounts(int records) {
    ShapefileParts.Part index = parts.get("shx");
    long entries = (index.bytes() - INDEX_HEADER_BYTES) / INDEX_ENTRY_BYTES;
    if (index.bytes() < INDEX_HEADER_BYTES || entries != records) {
      throw ShapefileParts.broken(
          index,
          "the .shx lists "
              + Math.max(entries, 0)
              + " shapes and the .dbf holds "
              + records
              + " records: one of them is damaged or from another shapefile");
    }
  }

  private FaultException counts(String shapes, int records) {
    return ShapefileParts.broken(
        parts.get("dbf"),
        shapes + " and the .dbf " + records + " records: they aren't of one shapefile, or damaged");
  }

  private Crs crs() throws IOException {
    if (options.crs() != null) {
      return options.crs();
    }
    ShapefileParts.Part prj = parts.get("prj");
    try {
      return Crs.ofPrj(text(prj, LONGEST_PRJ_BYTES));
    } catch (FaultException unreadable) {
      throw new FaultException(
          unreadable.faults().stream().map(fault -> fault.file(prj.name())).toList());
    }
  }

  /** Whom to believe, in this order: the user, the .cpg, the language id, strict UTF-8. */
  private DbfEncoding encoding() throws IOException {
    if (options.encoding() != null) {
      return new DbfEncoding(options.encoding(), "--encoding");
    }
    Optional<ShapefileParts.Part> cpg = parts.find("cpg");
    String said = cpg.isPresent() ? text(cpg.get(), LONGEST_CPG_BYTES).strip() : "";
    if (!said.isEmpty()) {
      return new DbfEncoding(charset(said, cpg.get().name()), cpg.get().name());
    }
    try (DbfTable table = new DbfTable(parts.get("dbf"))) {
      Optional<DbfEncoding> ofLanguage = DbfEncoding.ofLanguage(table.language());
      if (ofLanguage.isPresent()) {
        return ofLanguage.get();
      }
      return table.isAllUtf8()
          ? new DbfEncoding(StandardCharsets.UTF_8, "every text of the file")
          : new DbfEncoding(DbfEncoding.GB18030, "the guess for what is not UTF-8");
    }
  }

  private static Charset charset(String said, String cpg) {
    return DbfEncoding.findCharset(said)
        .orElseThrow(
            () ->
                new FaultException(
                    Fault.badInput(
                            "the .cpg names no known encoding: write UTF-8 or GBK, or say it with"
                                + " --encoding")
                        .file(cpg)
                        .value(said)));
  }

  private static String text(ShapefileParts.Part part, int most) throws IOException {
    return new String(part.head(most), StandardCharsets.UTF_8).replace("\uFEFF", "");
  }
}
