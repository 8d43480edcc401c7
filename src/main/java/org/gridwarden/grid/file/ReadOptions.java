package org.gridwarden.grid.file;

import java.nio.charset.Charset;
import org.gridwarden.geo.Crs;

/**
 * What the user says about a file; it is believed before anything the file says of itself.
 *
 * @param crs what the coordinates are in, or null to believe the file
 * @param encoding what the text is in, or null to believe the file; a GeoPackage is always UTF-8
 */
public record ReadOptions(Crs crs, Charset encoding) {
  /** The file is believed in everything. */
  public static final ReadOptions NONE = new ReadOptions(null, null);
}
