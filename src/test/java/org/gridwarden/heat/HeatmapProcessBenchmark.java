package org.gridwarden.heat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.geotools.data.DataUtilities;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.vector.HeatmapProcess;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.gridwarden.geo.WebMercator;
import org.gridwarden.heat.density.Density;
import org.gridwarden.heat.density.Lattice;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** GeoTools' HeatmapProcess against the same tile here, over the same points. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Xmx5g")
@Warmup(iterations = 2, time = 4)
@Measurement(iterations = 3, time = 5)
public class HeatmapProcessBenchmark {
  @Param({"9", "12", "15"})
  int zoom;

  private HeatCity city;
  private SimpleFeatureCollection features;
  private double sigma;

  @Setup
  public void fill() throws IOException {
    city = new HeatCity();
    sigma = Bandwidth.usual(zoom);
    features = features();
  }

  /** The points that the tile of the middle shows, for GeoTools. */
  private SimpleFeatureCollection features() {
    try {
      var type = DataUtilities.createType("problem", "position:Point:srid=4326");
      GeometryFactory points = new GeometryFactory();
      ReferencedEnvelope box = box();
      double reach = Density.reachMetres(Lattice.of(sigma)) / 90_000;
      box.expandBy(reach);
      ListFeatureCollection all = new ListFeatureCollection(type);
      for (int i = 0; i < HeatCity.PROBLEMS; i++) {
        if (box.contains(city.lons[i], city.lats[i])) {
          SimpleFeatureBuilder builder = new SimpleFeatureBuilder(type);
          builder.set("position", points.createPoint(new Coordinate(city.lons[i], city.lats[i])));
          all.add(builder.buildFeature("p" + i));
        }
      }
      return all;
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private int middleX() {
    return (int) (WebMercator.x(HeatCity.LON) * (1 << zoom));
  }

  private int middleY() {
    return (int) (WebMercator.y(HeatCity.LAT) * (1 << zoom));
  }

  private ReferencedEnvelope box() {
    double width = Math.scalb(1.0, -zoom);
    return new ReferencedEnvelope(
        WebMercator.lon(middleX() * width),
        WebMercator.lon((middleX() + 1) * width),
        WebMercator.lat((middleY() + 1) * width),
        WebMercator.lat(middleY() * width),
        DefaultGeographicCRS.WGS84);
  }

  /** GeoTools' HeatmapProcess for the middle tile, its points already chosen; without a PNG. */
  @Benchmark
  public Object geotools() throws Exception {
    double pixelMetres = WebMercator.EQUATOR_METRES / 256 / (1 << zoom);
    int radius = (int) Math.max(1, Math.round(3 * sigma / pixelMetres));
    return new HeatmapProcess().execute(features, radius, null, 1, box(), 256, 256, null);
  }

  /** The same tile here, PNG included; nothing is known. */
  @Benchmark
  public byte[] middle() {
    HeatTiles.Wanted wanted =
        new HeatTiles.Wanted(
            zoom, middleX(), middleY(), 256, Selection.ALL, null, sigma, 5_000, Ramp.LIGHT);
    return new HeatTiles(city.unresolved, new HeatBlocks(city.unresolved)).make(wanted);
  }
}
