package org.gridwarden.grid.coverage;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gridwarden.geo.GeoJson;

/**
 * What a check found, errors first.
 *
 * @param checked how many grids were checked
 * @param negligible slits too narrow to list ({@link CoverageCheck#NEGLIGIBLE_METRES}): the finder
 *     gives such a slit to the nearest grid
 */
public record CoverageReport(List<CoverageFault> faults, int checked, int negligible) {
  private static final int DECIMALS = 9;

  public CoverageReport {
    faults = List.copyOf(faults);
  }

  public boolean hasErrors() {
    return faults.stream().anyMatch(CoverageFault::isError);
  }

  /** One line: "83 grids, 1 errors, 2 warnings (2 sliver, 1 overlap), 5 negligible slits". */
  public String summary() {
    long errors = faults.stream().filter(CoverageFault::isError).count();
    Map<String, Long> kinds =
        faults.stream()
            .collect(
                Collectors.groupingBy(
                    fault -> fault.kind().code(), TreeMap::new, Collectors.counting()));
    String list =
        kinds.entrySet().stream()
            .map(kind -> kind.getValue() + " " + kind.getKey())
            .collect(Collectors.joining(", "));
    return checked
        + " grids, "
        + errors
        + " errors, "
        + (faults.size() - errors)
        + " warnings"
        + (list.isEmpty() ? "" : " (" + list + ")")
        + (negligible == 0 ? "" : ", " + negligible + " negligible slits");
  }

  /** A GeoJSON FeatureCollection, one feature a fault. */
  public void writeGeoJson(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "FeatureCollection");
    json.writeStringField("summary", summary());
    json.writeNumberField("checked", checked);
    json.writeNumberField("negligible", negligible);
    json.writeArrayFieldStart("features");
    for (CoverageFault fault : faults) {
      json.writeStartObject();
      json.writeStringField("type", "Feature");
      json.writeObjectFieldStart("properties");
      json.writeStringField("kind", fault.kind().code());
      json.writeStringField("severity", fault.severity().code());
      json.writeNumberField("lon", fault.place().lon());
      json.writeNumberField("lat", fault.place().lat());
      json.writeNumberField("areaSquareMetres", fault.areaSquareMetres());
      json.writeNumberField("widthMetres", fault.widthMetres());
      json.writeArrayFieldStart("grids");
      for (String grid : fault.grids()) {
        json.writeString(grid);
      }
      json.writeEndArray();
      json.writeStringField("detail", fault.detail());
      json.writeEndObject();
      json.writeFieldName("geometry");
      GeoJson.writeGeometry(json, fault.geometry(), DECIMALS);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
