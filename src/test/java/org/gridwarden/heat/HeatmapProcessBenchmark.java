package org.gridwarden.heat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.geotools.data.DataUtilities;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.SchemaException;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.vector.HeatmapProcess;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.gridwarden.geo.WebMercator;
import org.gridwarden.heat.density.Density;
import org.gridwarden.heat.density.Lattice;
import org.gridwarden.heat.density.Pixels;
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
@Fork(
    value = 1,
    jvmArgs = {"-Xmx6g", "-XX:+UseParallelGC", "-XX:+UseTransparentHugePages"})
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 3)
public class HeatmapProcessBenchmark {
  @Param({"9", "12", "15"})
  int zoom;

  private HeatCity city;
  private HeatTiles warm;
  private SimpleFeatureCollection all;
  private SimpleFeatureCollection chosen;
  private double sigma;

  @Setup
  public void fill() throws IOException {
    city = new HeatCity();
    sigma = Bandwidth.usual(zoom);
    warm = new HeatTiles(city.unresolved, new HeatBlocks(city.unresolved));
    ReferencedEnvelope near = box();
    near.expandBy(Density.reachMetres(Lattice.of(sigma)) / 90_000);
    chosen = features(near);
    all = features(new ReferencedEnvelope(-180, 180, -90, 90, DefaultGeographicCRS.WGS84));
  }

  private SimpleFeatureCollection features(ReferencedEnvelope within) {
    try {
      var type = DataUtilities.createType("problem", "position:Point:srid=4326");
      GeometryFactory points = new GeometryFactory();
      ListFeatureCollection found = new ListFeatureCollection(type);
      for (int i = 0; i < HeatCity.PROBLEMS; i++) {
        if (within.contains(city.lons[i], city.lats[i])) {
          SimpleFeatureBuilder builder = new SimpleFeatureBuilder(type);
          builder.set("position", points.createPoint(new Coordinate(city.lons[i], city.lats[i])));
          found.add(builder.buildFeature("p" + i));
        }
      }
      return found;
    } catch (SchemaException impossible) {
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

  private Object process(SimpleFeatureCollection features) {
    double pixelMetres = WebMercator.EQUATOR_METRES / 256 / (1 << zoom);
    int radius = (int) Math.max(1, Math.round(3 * sigma / pixelMetres));
    return new HeatmapProcess().execute(features, radius, null, 1, box(), 256, 256, null);
  }

  /** GeoTools' process for the middle tile over the million points; a raster, no PNG. */
  @Benchmark
  public Object geotools() {
    return process(all);
  }

  /** The same over only those points that the tile shows, chosen before. */
  @Benchmark
  public Object geotoolsOfChosenPoints() {
    return process(chosen);
  }

  private HeatTiles.Wanted middle() {
    return new HeatTiles.Wanted(
        zoom, middleX(), middleY(), 256, Selection.ALL, null, sigma, 5_000, Ramp.LIGHT);
  }

  /** The same tile here, PNG included, as a server makes it that keeps its bins. */
  @Benchmark
  public byte[] here() {
    return warm.make(middle());
  }

  /** The same where nothing is kept. */
  @Benchmark
  public byte[] hereNothingKept() {
    return new HeatTiles(city.unresolved, new HeatBlocks(city.unresolved)).make(middle());
  }

  /** The raster alone, as the process makes one: no PNG. Bins are kept. */
  @Benchmark
  public float[] hereRaster() {
    return raster(warm);
  }

  /** The raster alone where nothing is kept. */
  @Benchmark
  public float[] hereRasterNothingKept() {
    return raster(new HeatTiles(city.unresolved, new HeatBlocks(city.unresolved)));
  }

  private float[] raster(HeatTiles tiles) {
    return tiles.densities(
        Selection.ALL, null, sigma, Pixels.ofTile(zoom, middleX(), middleY(), 256));
  }
}
