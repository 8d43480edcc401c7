/**
 * Files that grids come in, read into one common form ({@code FeatureFile}): GeoJSON, shapefiles
 * (also zipped), GeoPackage and KML; and the GeoPackage that grids leave in. Whatever the file's
 * coordinate system, what comes out is WGS-84, x = longitude, y = latitude. A file is read whole or
 * refused with every fault found. Knows nothing of levels, codes or parents: that is {@code
 * grid}'s. Called by the import and export of grids; imports {@code geo} and {@code fault}.
 */
package org.gridwarden.grid.file;
