package org.gridwarden.grid.file;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;

/**
 * Reads the one shapefile in a zip, in whatever folder of it. The parts are read out of the zip as
 * they are needed: nothing is unpacked to disk, and no more of a part is read than the zip
 * declares.
 */
final class ZippedShapefile {
  private static final int MOST_ENTRIES = 10_000;
  private static final long MOST_BYTES = 2L << 30;

  /** A table of mostly blanks shrinks a lot, so smaller ones are not held to the ratio. */
  private static final long RATIO_FROM_BYTES = 64L << 20;

  private static final int MOST_RATIO = 200;

  private ZippedShapefile() {}

  static void read(Path file, ReadOptions options, FeatureCollector collector) throws IOException {
    try (ZipFile zip = open(file)) {
      List<? extends ZipEntry> entries = zip.stream().filter(ZippedShapefile::isContent).toList();
      requireHarmless(zip, entries);
      String shp = onlyShapefile(entries);
      String zipName = file.getFileName().toString();
      String stem = ShapefileParts.withoutExtension(shp);
      Map<String, ZipEntry> taken = taken(entries, stem);
      requireBounded(taken.values());
      Map<String, ShapefileParts.Part> parts = new LinkedHashMap<>();
      taken.forEach(
          (extension, entry) ->
              parts.put(
                  extension,
                  new ShapefileParts.Part(
                      zipName + "!" + name(entry),
                      entry.getSize(),
                      () -> zip.getInputStream(entry))));
      collector.rename(zipName + "!" + shp);
      ShapefileReader.read(new ShapefileParts(zipName + "!" + stem, parts), options, collector);
    }
  }

  /** Names are in UTF-8, or in GBK as Windows in China writes them. */
  private static ZipFile open(Path file) throws IOException {
    for (Charset names : List.of(StandardCharsets.UTF_8, DbfEncoding.GB18030)) {
      try {
        return new ZipFile(file.toFile(), names);
      } catch (ZipException otherNames) {
        if (names.equals(DbfEncoding.GB18030)) {
          throw refused("the zip is damaged (" + otherNames.getMessage() + "): send it again");
        }
      }
    }
    throw new IllegalStateException("a zip opens or is refused");
  }

  private static String name(ZipEntry entry) {
    return entry.getName().replace('\\', '/');
  }

  /** Not a folder, and not what macOS adds of its own. */
  private static boolean isContent(ZipEntry entry) {
    return !entry.isDirectory() && !name(entry).startsWith("__MACOSX/");
  }

  private static void requireHarmless(ZipFile zip, List<? extends ZipEntry> entries) {
    if (zip.size() > MOST_ENTRIES) {
      throw refused("the zip has " + zip.size() + " entries: " + MOST_ENTRIES + " are allowed");
    }
    for (ZipEntry entry : entries) {
      String name = name(entry);
      if (name.startsWith("/")
          || name.matches("[A-Za-z]:.*")
          || List.of(name.split("/")).contains("..")) {
        throw new FaultException(
            Fault.badInput("an entry's name leads out of the zip: pack the shapefile alone")
                .value(entry.getName()));
      }
    }
  }

  private static String onlyShapefile(List<? extends ZipEntry> entries) {
    List<String> shps =
        entries.stream()
            .map(ZippedShapefile::name)
            .filter(name -> name.toLowerCase(Locale.ROOT).endsWith(".shp"))
            .toList();
    if (shps.isEmpty()) {
      throw refused("the zip holds no .shp: a shapefile is needed, other formats come unpacked");
    }
    if (shps.size() > 1) {
      String names = shps.stream().sorted().limit(10).collect(Collectors.joining(", "));
      throw refused("the zip holds " + shps.size() + " shapefiles, one is needed: " + names);
    }
    return shps.get(0);
  }

  private static Map<String, ZipEntry> taken(List<? extends ZipEntry> entries, String stem) {
    Map<String, ZipEntry> taken = new LinkedHashMap<>();
    for (ZipEntry entry : entries) {
      for (String extension : ShapefileParts.EXTENSIONS) {
        if (name(entry).equalsIgnoreCase(stem + "." + extension)) {
          taken.put(extension, entry);
        }
      }
    }
    return taken;
  }

  private static void requireBounded(Collection<ZipEntry> taken) {
    long bytes = taken.stream().mapToLong(ZipEntry::getSize).sum();
    long packed = taken.stream().mapToLong(ZipEntry::getCompressedSize).sum();
    if (bytes > MOST_BYTES) {
      throw refused("unpacked it would have " + bytes + " bytes: " + MOST_BYTES + " are allowed");
    }
    if (bytes > RATIO_FROM_BYTES && bytes / MOST_RATIO > packed) {
      throw refused(
          "its " + packed + " bytes unpack to " + bytes + ", which no honest shapefile does");
    }
  }

  private static FaultException refused(String detail) {
    return new FaultException(Fault.badInput(detail));
  }
}
