package org.gridwarden.heat;

import java.io.IOException;
import java.io.OutputStream;
import org.geotools.api.coverage.grid.GridCoverageWriter;
import org.geotools.api.referencing.FactoryException;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.gce.geotiff.GeoTiffWriter;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.gridwarden.geo.Bbox;

/** Writes densities as a georeferenced raster of 32-bit floats, which GIS programs open. */
final class GeoTiff {
  private GeoTiff() {}

  /**
   * @param raster in degrees
   */
  static void write(HeatRaster raster, OutputStream out) throws IOException {
    float[][] rows = new float[raster.height()][raster.width()];
    for (int y = 0; y < rows.length; y++) {
      System.arraycopy(raster.values(), y * raster.width(), rows[y], 0, raster.width());
    }
    Bbox box = raster.box();
    try {
      GridCoverage2D coverage =
          new GridCoverageFactory()
              .create(
                  "density",
                  rows,
                  new ReferencedEnvelope(
                      box.west(),
                      box.east(),
                      box.south(),
                      box.north(),
                      CRS.decode("EPSG:4326", true)));
      GridCoverageWriter writer = new GeoTiffWriter(out);
      try {
        writer.write(coverage, null);
      } finally {
        writer.dispose();
      }
    } catch (FactoryException impossible) {
      throw new IllegalStateException("EPSG:4326 is always known", impossible);
    }
  }
}
