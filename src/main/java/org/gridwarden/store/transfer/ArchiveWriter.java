package org.gridwarden.store.transfer;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a backup: a zip (zip64 where it is large) of one entry a table, the pictures as a tar, and
 * the manifest. Its comment, the last 64 bytes of the file, is the SHA-256 of all before it. It is
 * written beside, readable for its owner only, and gets its name once it is whole and on disk.
 */
final class ArchiveWriter implements AutoCloseable {
  /** More takes longer than a disk takes to write what it saves. */
  private static final int LEVEL = 3;

  private final Path file;
  private final Path beside;
  private final FileChannel channel;
  private final SealedOutput sealed;
  private final ZipOutputStream zip;

  ArchiveWriter(Path file) throws IOException {
    this.file = file;
    this.beside = file.resolveSibling(file.getFileName() + ".tmp");
    // Left by one that was killed.
    Files.deleteIfExists(beside);
    this.channel =
        FileChannel.open(
            beside,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            onlyForItsOwner());
    this.sealed =
        new SealedOutput(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
    this.zip = new ZipOutputStream(sealed);
    zip.setComment(SealedOutput.PLACE);
  }

  private FileAttribute<?>[] onlyForItsOwner() {
    return beside.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /**
   * Begins an entry and ends the one before.
   *
   * @return where its bytes go; not to be closed
   */
  OutputStream begin(String entry) throws IOException {
    // Pictures don't get any smaller.
    zip.setLevel(entry.equals(Archive.PHOTOS) ? Deflater.NO_COMPRESSION : LEVEL);
    zip.putNextEntry(new ZipEntry(entry));
    return zip;
  }

  /** Ends the file; it has its name and is durable when this returns. */
  void finish(Manifest manifest) throws IOException {
    begin(Archive.MANIFEST).write(manifest.toJson());
    zip.finish();
    sealed.seal();
    channel.force(true);
    channel.close();
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel folder =
        FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  /** Leaves nothing behind where it wasn't finished. */
  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(beside);
  }
}
