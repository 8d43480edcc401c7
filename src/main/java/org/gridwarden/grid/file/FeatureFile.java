package org.gridwarden.grid.file;

import java.util.List;

/**
 * What was read of a file.
 *
 * @param file its name, without folders
 * @param fieldNames every field that any feature has, in the file's order
 */
public record FeatureFile(String file, List<String> fieldNames, List<SourceFeature> features) {}
