package org.gridwarden.grid.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Builds small shapefiles byte by byte, so that tests can make them wrong. Columns: CODE text of
 * 12, NAME text of 20, AREA number of 12 with two decimals.
 */
final class ShapefileFixture {
  static final String WGS84_PRJ =
      "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],"
          + "PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";

  private static final int HEADER_BYTES = 100;
  private static final int[] WIDTHS = {12, 20, 12};

  private final List<byte[]> shapes = new ArrayList<>();
  private final List<byte[]> records = new ArrayList<>();
  private String[] names = {"CODE", "NAME", "AREA"};
  private Charset charset = StandardCharsets.UTF_8;
  private String cpg;
  private String prj = WGS84_PRJ;
  private int language;
  private int type = 5;

  ShapefileFixture names(String... newNames) {
    names = newNames;
    return this;
  }

  ShapefileFixture text(Charset newCharset) {
    charset = newCharset;
    return this;
  }

  ShapefileFixture cpg(String newCpg) {
    cpg = newCpg;
    return this;
  }

  ShapefileFixture prj(String newPrj) {
    prj = newPrj;
    return this;
  }

  ShapefileFixture language(int newLanguage) {
    language = newLanguage;
    return this;
  }

  /** 5 is Polygon, 15 PolygonZ, 25 PolygonM. */
  ShapefileFixture type(int newType) {
    type = newType;
    return this;
  }

  /** A clockwise square as the corner and the side say. */
  static double[] square(double west, double south, double side) {
    double east = west + side;
    double north = south + side;
    return new double[] {west, south, west, north, east, north, east, south, west, south};
  }

  static double[] reversed(double[] ring) {
    double[] reversed = new double[ring.length];
    for (int i = 0; i < ring.length; i += 2) {
      reversed[i] = ring[ring.length - 2 - i];
      reversed[i + 1] = ring[ring.length - 1 - i];
    }
    return reversed;
  }

  ShapefileFixture add(String code, String name, String area, double[]... rings) {
    shapes.add(shape(rings));
    records.add(record(' ', code, name, area));
    return this;
  }

  ShapefileFixture addDeleted(String code, String name, double[]... rings) {
    shapes.add(shape(rings));
    records.add(record('*', code, name, ""));
    return this;
  }

  ShapefileFixture addNull(String code) {
    shapes.add(new byte[4]);
    records.add(record(' ', code, "", ""));
    return this;
  }

  /** Writes .shp, .shx, .dbf and, where there is one, .prj and .cpg; returns the .shp. */
  Path write(Path folder, String stem) throws IOException {
    ByteBuffer shp =
        ByteBuffer.allocate(HEADER_BYTES + shapes.stream().mapToInt(s -> s.length + 8).sum());
    ByteBuffer shx = ByteBuffer.allocate(HEADER_BYTES + 8 * shapes.size());
    header(shp);
    header(shx);
    for (int i = 0; i < shapes.size(); i++) {
      int words = shapes.get(i).length / 2;
      shx.putInt(shp.position() / 2).putInt(words);
      shp.putInt(i + 1).putInt(words).put(shapes.get(i));
    }
    Path file = folder.resolve(stem + ".shp");
    Files.write(file, shp.array());
    Files.write(folder.resolve(stem + ".shx"), shx.array());
    Files.write(folder.resolve(stem + ".dbf"), dbf());
    if (prj != null) {
      Files.writeString(folder.resolve(stem + ".prj"), prj);
    }
    if (cpg != null) {
      Files.writeString(folder.resolve(stem + ".cpg"), cpg);
    }
    return file;
  }

  private void header(ByteBuffer file) {
    file.putInt(0, 9994).putInt(24, file.capacity() / 2);
    file.order(ByteOrder.LITTLE_ENDIAN).putInt(28, 1000).putInt(32, type);
    file.order(ByteOrder.BIG_ENDIAN).position(HEADER_BYTES);
  }

  private byte[] shape(double[]... rings) {
    int points = Arrays.stream(rings).mapToInt(ring -> ring.length / 2).sum();
    int heights = type == 5 ? 0 : 16 + 8 * points;
    ByteBuffer shape =
        ByteBuffer.allocate(44 + 4 * rings.length + 16 * points + heights)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(0, type)
            .putInt(36, rings.length)
            .putInt(40, points)
            .position(44);
    int start = 0;
    for (double[] ring : rings) {
      shape.putInt(start);
      start += ring.length / 2;
    }
    for (double[] ring : rings) {
      Arrays.stream(ring).forEach(shape::putDouble);
    }
    return shape.array();
  }

  private byte[] record(char mark, String... values) {
    byte[] record = new byte[1 + Arrays.stream(WIDTHS).sum()];
    Arrays.fill(record, (byte) ' ');
    record[0] = (byte) mark;
    int at = 1;
    for (int i = 0; i < WIDTHS.length; i++) {
      byte[] bytes = values[i].getBytes(charset);
      System.arraycopy(bytes, 0, record, at, Math.min(bytes.length, WIDTHS[i]));
      at += WIDTHS[i];
    }
    return record;
  }

  private byte[] dbf() {
    int headerBytes = 32 + 32 * names.length + 1;
    ByteBuffer header = ByteBuffer.allocate(headerBytes).order(ByteOrder.LITTLE_ENDIAN);
    header.put(0, (byte) 3).putInt(4, records.size()).putShort(8, (short) headerBytes);
    header.putShort(10, (short) (1 + Arrays.stream(WIDTHS).sum())).put(29, (byte) language);
    for (int i = 0; i < names.length; i++) {
      int at = 32 + 32 * i;
      byte[] name = names[i].getBytes(charset);
      header.put(at, name, 0, Math.min(name.length, 10));
      header.put(at + 11, (byte) (i < 2 ? 'C' : 'N')).put(at + 16, (byte) WIDTHS[i]);
      header.put(at + 17, (byte) (i < 2 ? 0 : 2));
    }
    header.put(headerBytes - 1, (byte) 0x0D);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(header.array());
    records.forEach(all::writeBytes);
    all.write(0x1A);
    return all.toByteArray();
  }
}
