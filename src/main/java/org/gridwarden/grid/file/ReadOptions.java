package org.gridwarden.grid.file;

import java.nio.charset.Charset;
import org.gridwarden.geo.Crs;

/**
 * What the user says of a file; it goes before what the file says of itself.
 *
 * @param crs of its coordinates, or null
 * @param encoding of its text, or null
 */
public record ReadOptions(Crs crs, Charset encoding) {
  public static final ReadOptions NONE = new ReadOptions(null, null);
}
