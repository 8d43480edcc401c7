package org.gridwarden.grid.file;

import java.util.List;
import java.util.Objects;

/**
 * What a file holds.
 *
 * @param file its name without folders, as faults have it; for a zip with the name within, {@code
 *     streets.zip!inner/streets.shp}
 * @param fieldNames every field name, in order of first appearance, also those that are nowhere
 *     filled where the format declares them
 * @param features at least one
 */
public record FeatureFile(String file, List<String> fieldNames, List<SourceFeature> features) {
  public FeatureFile {
    Objects.requireNonNull(file, "file");
    fieldNames = List.copyOf(fieldNames);
    features = List.copyOf(features);
  }
}
