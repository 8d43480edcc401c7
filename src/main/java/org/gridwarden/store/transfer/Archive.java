package org.gridwarden.store.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.Progress;

/** A backup that is read. Where it can't be, that is said as a fault of the file. */
public final class Archive implements RowSource, AutoCloseable {
  static final String MANIFEST = "manifest.json";
  static final String PHOTOS = "photos.tar";
  private static final int MOST_MANIFEST = 1 << 20;

  private final Path file;
  private final ZipFile zip;
  private final Manifest manifest;

  private Archive(Path file, IntSupplier newestSchema) throws IOException {
    this.file = file;
    this.zip = new ZipFile(file.toFile());
    try (InputStream in = entry(MANIFEST)) {
      this.manifest = Manifest.parse(in.readNBytes(MOST_MANIFEST), newestSchema.getAsInt());
    } catch (IOException | RuntimeException failure) {
      zip.close();
      throw failure;
    }
  }

  static String entryOf(String table) {
    return "tables/" + table + ".jsonl";
  }

  /**
   * Opens a backup once all of it was read and found whole, and for this program.
   *
   * @param newestSchema the newest that this program knows; asked once the file is found whole
   * @throws FaultException BAD_INPUT otherwise
   */
  public static Archive open(Path file, IntSupplier newestSchema, Progress progress) {
    if (!Files.isRegularFile(file)) {
      throw FaultException.badInput("file", file, "there is no such file");
    }
    try {
      if (!SealedOutput.isWhole(file, progress)) {
        throw new FaultException(
            Fault.badInput(
                    "the file is damaged, or no backup: its checksum doesn't fit its content;"
                        + " nothing was changed")
                .file(file.getFileName().toString()));
      }
      return new Archive(file, newestSchema);
    } catch (IOException broken) {
      throw damaged(file, broken.getMessage());
    }
  }

  public Manifest manifest() {
    return manifest;
  }

  @Override
  public TableSum read(String table, RowSink sink) {
    try (InputStream in = entry(entryOf(table))) {
      return RowLines.read(table, in, sink);
    } catch (IOException | IllegalArgumentException broken) {
      throw damaged(file, "table " + table + ": " + broken.getMessage());
    }
  }

  /** All pictures, one after the other. */
  void readPictures(Consumer<Picture> sink) {
    try (InputStream in = entry(PHOTOS)) {
      PictureTar.read(in, sink);
    } catch (IOException broken) {
      throw damaged(file, broken.getMessage());
    }
  }

  private InputStream entry(String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException("it has no " + name);
    }
    return zip.getInputStream(entry);
  }

  private static FaultException damaged(Path file, String why) {
    return new FaultException(
        Fault.badInput("the file can't be restored: " + why + "; nothing was kept")
            .file(file.getFileName().toString()));
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException nothingLost) {
      // It was only read.
    }
  }
}
