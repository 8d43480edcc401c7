package org.gridwarden.grid;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.gridwarden.fault.Fault;

/**
 * What an import would do, before anybody has agreed to it.
 *
 * @param outcome as if it had been done, with the report of the coverage
 * @param incoming the grids that it would bring, with their parents
 * @param refusals why it would be refused; empty where it would not
 */
public record GridImportCheck(
    GridImportOutcome outcome, List<Grid> incoming, List<Fault> refusals) {
  public GridImportCheck {
    incoming = List.copyOf(incoming);
    refusals = List.copyOf(refusals);
  }

  /** The grids that it would bring as a GeoJSON FeatureCollection, with every digit. */
  public void writeGeoJson(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "FeatureCollection");
    json.writeArrayFieldStart("features");
    for (Grid grid : incoming) {
      DisplayGrids.write(json, grid);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
