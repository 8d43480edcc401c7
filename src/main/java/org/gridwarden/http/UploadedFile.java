package org.gridwarden.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gridwarden.fault.FaultException;

/**
 * A file that a request brought, in a folder of its own that goes when this is closed. Its name is
 * the sender's, so that faults name what the sender knows; whatever else the sender calls it, it
 * can't lead out of the folder. For one thread.
 */
public final class UploadedFile implements AutoCloseable {
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}_()（）][^/\\\\\\p{Cntrl}:*?\"<>|]*");
  private static final int LONGEST_BYTES = 200;

  private final Path folder;
  private final Path path;

  private UploadedFile(Path folder, Path path) {
    this.folder = folder;
    this.path = path;
  }

  static UploadedFile of(String field, String name, byte[] content) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    if (!NAME.matcher(last).matches() || last.getBytes(UTF_8).length > LONGEST_BYTES) {
      throw FaultException.badInput(
          field,
          name,
          "the name of a file, as grids.geojson, of at most " + LONGEST_BYTES + " bytes");
    }
    try {
      Path folder = Files.createTempDirectory("gridwarden-upload");
      UploadedFile file = new UploadedFile(folder, folder.resolve(last));
      try {
        Files.write(file.path, content);
        return file;
      } catch (IOException | RuntimeException failure) {
        file.close();
        throw failure;
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("an upload could not be kept", failure);
    }
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() {
    // A reader may have unpacked an archive beside it.
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("an upload could not be removed", failure);
    }
  }
}
