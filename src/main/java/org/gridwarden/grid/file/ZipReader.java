package org.gridwarden.grid.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Reads the one shapefile in a .zip. What is unpacked is bounded, and gone afterwards. */
final class ZipReader {
  private static final long MOST_BYTES = 2L << 30;
  private static final int MOST_ENTRIES = 1000;
  private static final Set<String> WANTED = Set.of("shp", "shx", "dbf", "prj", "cpg");

  private ZipReader() {}

  static void read(Path zip, ReadOptions options, FeatureCollector features) throws IOException {
    String name = zip.getFileName().toString();
    Path folder = Files.createTempDirectory("gridwarden-zip");
    // The names are read in GB18030, which has those of ASCII and of Chinese Windows; a name in
    // UTF-8
    // is marked so in the archive.
    try (ZipFile archive = new ZipFile(zip.toFile(), Charset.forName("GB18030"))) {
      List<Path> shapefiles = unpack(archive, folder, name);
      if (shapefiles.size() != 1) {
        throw GridFiles.refuse(
            name,
            "exactly one .shp is wanted in the zip, there are "
                + shapefiles.size()
                + (shapefiles.isEmpty()
                    ? ""
                    : ": " + shapefiles.stream().map(p -> p.getFileName().toString()).toList()));
      }
      ShapefileReader.read(shapefiles.get(0), options, features);
    } catch (ZipException broken) {
      throw GridFiles.refuse(name, "no zip, or cut short: " + broken.getMessage());
    } finally {
      remove(folder);
    }
  }

  private static List<Path> unpack(ZipFile archive, Path folder, String name) throws IOException {
    if (archive.size() > MOST_ENTRIES) {
      throw GridFiles.refuse(name, "more than " + MOST_ENTRIES + " entries in the zip");
    }
    List<Path> shapefiles = new ArrayList<>();
    long left = MOST_BYTES;
    Enumeration<? extends ZipEntry> entries = archive.entries();
    while (entries.hasMoreElements()) {
      ZipEntry entry = entries.nextElement();
      String inner = entry.getName().replace('\\', '/');
      if (inner.startsWith("/")
          || inner.matches("[A-Za-z]:.*")
          || Set.of(inner.split("/")).contains("..")) {
        throw GridFiles.refuse(name, "the zip has an entry that leads out of it: " + inner);
      }
      String ending = inner.replaceAll("^.*\\.", "").toLowerCase(Locale.ROOT);
      if (entry.isDirectory() || inner.startsWith("__MACOSX/") || !WANTED.contains(ending)) {
        continue;
      }
      Path target = folder.resolve(inner).normalize();
      Files.createDirectories(target.getParent());
      try (InputStream in = archive.getInputStream(entry);
          OutputStream out = Files.newOutputStream(target)) {
        left -= copy(in, out, left, name);
      }
      if (ending.equals("shp")) {
        shapefiles.add(target);
      }
    }
    return shapefiles;
  }

  private static long copy(InputStream in, OutputStream out, long most, String name)
      throws IOException {
    byte[] buffer = new byte[1 << 16];
    long copied = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      copied += read;
      if (copied > most) {
        throw GridFiles.refuse(name, "the zip unpacks to more than 2 GiB");
      }
      out.write(buffer, 0, read);
    }
    return copied;
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
