/**
 * Readers of grid files (GeoJSON, Shapefile and its zip, GeoPackage, KML) into one common form, and
 * the GeoPackage writer. Called by {@code grid}; imports {@code geo} and {@code fault}.
 */
package org.gridwarden.grid.file;
