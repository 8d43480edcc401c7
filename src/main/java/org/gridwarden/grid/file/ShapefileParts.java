package org.gridwarden.grid.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.Faults;

/** The files that make one shapefile, on disk or within a zip. */
final class ShapefileParts {
  static final List<String> EXTENSIONS = List.of("shp", "shx", "dbf", "prj", "cpg");

  /** Opens a part anew at its first byte. */
  @FunctionalInterface
  interface Opener {
    InputStream open() throws IOException;
  }

  /**
   * One of the files.
   *
   * @param name as faults name it
   * @param bytes its length
   */
  record Part(String name, long bytes, Opener opener) {
    private static final int BUFFER_BYTES = 1 << 16;

    /** Buffered; the caller closes it. */
    InputStream open() throws IOException {
      return new BufferedInputStream(opener.open(), BUFFER_BYTES);
    }

    /** The first bytes, at most so many. */
    byte[] head(int most) throws IOException {
      try (InputStream in = opener.open()) {
        return in.readNBytes(most);
      }
    }
  }

  private final String stem;
  private final Map<String, Part> parts;

  /**
   * @param stem the name without ".shp", as faults name it
   * @param parts by extension in lower case
   */
  ShapefileParts(String stem, Map<String, Part> parts) {
    this.stem = stem;
    this.parts = Map.copyOf(parts);
  }

  /** The parts that stand beside the .shp on disk, whether in capitals or not. */
  static ShapefileParts beside(Path shp) throws IOException {
    String name = shp.getFileName().toString();
    String stem = name.toLowerCase(Locale.ROOT).endsWith(".shp") ? withoutExtension(name) : name;
    Map<String, Part> parts = new LinkedHashMap<>();
    for (String extension : EXTENSIONS) {
      List<Path> candidates = new ArrayList<>();
      candidates.add(shp.resolveSibling(stem + "." + extension));
      candidates.add(shp.resolveSibling(stem + "." + extension.toUpperCase(Locale.ROOT)));
      for (Path candidate : extension.equals("shp") ? List.of(shp) : candidates) {
        if (Files.isRegularFile(candidate)) {
          Opener opener = () -> Files.newInputStream(candidate);
          parts.putIfAbsent(
              extension,
              new Part(candidate.getFileName().toString(), Files.size(candidate), opener));
        }
      }
    }
    return new ShapefileParts(stem, parts);
  }

  static String withoutExtension(String name) {
    return name.substring(0, name.lastIndexOf('.'));
  }

  Optional<Part> find(String extension) {
    return Optional.ofNullable(parts.get(extension));
  }

  /** A part that {@link #require} has seen. */
  Part get(String extension) {
    return find(extension).orElseThrow();
  }

  /** Refuses a shapefile without one of these, naming each that is missing. */
  void require(Map<String, String> whatForByExtension) {
    Faults faults = new Faults();
    whatForByExtension.forEach(
        (extension, whatFor) -> {
          if (!parts.containsKey(extension)) {
            faults.add(
                Fault.badInput("the ." + extension + " of the shapefile is missing: " + whatFor)
                    .file(stem + "." + extension));
          }
        });
    faults.throwIfAny();
  }

  /** Refuses a part; to be thrown. */
  static FaultException broken(Part part, String detail) {
    return new FaultException(Fault.badInput(detail).file(part.name()));
  }
}
