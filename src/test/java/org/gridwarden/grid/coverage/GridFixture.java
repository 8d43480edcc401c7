package org.gridwarden.grid.coverage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.geojson.GeoJsonWriter;

/** Files of grids for imports. */
public final class GridFixture {
  private GridFixture() {}

  /** A GeoJSON file of features with the field {@code code}; codes and areas alternate. */
  public static Path write(Path file, Object... codesAndAreas) {
    GeoJsonWriter writer = new GeoJsonWriter(15);
    writer.setEncodeCRS(false);
    List<String> features = new ArrayList<>();
    for (int i = 0; i < codesAndAreas.length; i += 2) {
      features.add(
          "{\"type\":\"Feature\",\"properties\":{\"code\":\""
              + codesAndAreas[i]
              + "\"},\"geometry\":"
              + writer.write((Geometry) codesAndAreas[i + 1])
              + "}");
    }
    try {
      return Files.writeString(
          file,
          "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
