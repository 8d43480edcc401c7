package org.gridwarden.problem.photo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.gridwarden.fault.FaultException;
import org.gridwarden.store.Digest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of pictures, of this machine or on a network file system: {@code ab/cd/HASH.jpg} and
 * {@code HASH.thumb.jpg}, where abcd are the hash's first digits. A file is written beside, flushed
 * to disk and then renamed, so that a name always stands for a whole picture, also where two
 * servers write the same one. Files under way lie in one folder of their own, so that what a crash
 * left of them is found without walking through millions.
 */
final class PhotoFolder implements Pictures {
  private static final Logger LOG = LoggerFactory.getLogger(PhotoFolder.class);
  private static final String UNDER_WAY = "incoming";
  private static final Duration LEFT_OVER = Duration.ofHours(1);

  private final Path root;
  private final Path incoming;
  private final Clock clock;

  PhotoFolder(Path root, Clock clock) {
    this.root = root;
    this.incoming = root.resolve(UNDER_WAY);
    this.clock = clock;
  }

  /** Makes the folder where there is none, and clears what a crash left in it. */
  @Override
  public void prepare() {
    try {
      Files.createDirectories(incoming);
      Files.delete(Files.createTempFile(incoming, "photo-", ".tmp"));
      deleteLeftOver(clock.instant().minus(LEFT_OVER));
    } catch (IOException failure) {
      throw PictureFault.unusable(
          "the folder of photos can't be made or written: " + root + " (" + failure + ")", failure);
    }
    try {
      flush(root);
      if (root.toAbsolutePath().getParent() != null) {
        flush(root.toAbsolutePath().getParent());
      }
    } catch (IOException failure) {
      throw PictureFault.unusable(
          "the file system of the folder of photos can't flush a folder to disk, so that a photo"
              + " could be lost after it was taken; choose another folder: "
              + root
              + " ("
              + failure
              + ")",
          failure);
    }
  }

  @Override
  public String add(byte[] full, byte[] thumbnail) {
    String hash = Digest.hex(full);
    Path folder = folder(hash);
    try {
      Files.createDirectories(incoming);
      Files.createDirectories(folder);
      // The thumbnail first: where a picture is, its thumbnail is.
      write(path(hash, true), thumbnail);
      write(path(hash, false), full);
      // Also where nothing was new: whoever made these may not have come so far.
      flush(folder);
      flush(folder.getParent());
      flush(root);
    } catch (IOException failure) {
      throw unavailable("the photo can't be written", failure);
    }
    return hash;
  }

  @Override
  public Optional<byte[]> find(String hash, boolean thumbnail) {
    try {
      return Optional.of(Files.readAllBytes(path(hash, thumbnail)));
    } catch (NoSuchFileException missing) {
      return Optional.empty();
    } catch (IOException failure) {
      throw unavailable("the photo can't be read", failure);
    }
  }

  /** Opens it: whether a file exists is what a network file system answers from its memory. */
  @Override
  public boolean holds(String hash) {
    try (FileChannel file = FileChannel.open(path(hash, false), StandardOpenOption.READ)) {
      return file.size() > 0;
    } catch (NoSuchFileException missing) {
      return false;
    } catch (IOException failure) {
      throw unavailable("the photo can't be read", failure);
    }
  }

  /** Where a picture is, if it is there. */
  Path path(String hash, boolean thumbnail) {
    if (!Photo.isHash(hash)) {
      throw new IllegalArgumentException("no hash: " + hash);
    }
    return folder(hash).resolve(hash + (thumbnail ? ".thumb.jpg" : ".jpg"));
  }

  /** Renames it to {@code HASH.damaged}. */
  @Override
  public void setAside(String hash) {
    Path file = path(hash, false);
    try {
      Path aside = file.resolveSibling(hash + ".damaged");
      Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
      if (Digest.hex(Files.readAllBytes(aside)).equals(hash)) {
        // Someone sent it again between the look at it and now.
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
      }
      flush(file.getParent());
    } catch (NoSuchFileException missing) {
      // Nobody is served what isn't there.
    } catch (IOException failure) {
      throw unavailable("the damaged photo can't be renamed", failure);
    }
  }

  @Override
  public void delete(String hash) {
    try {
      Files.deleteIfExists(path(hash, false));
      Files.deleteIfExists(path(hash, true));
      Files.deleteIfExists(folder(hash).resolve(hash + ".damaged"));
    } catch (IOException failure) {
      throw unavailable("the photo can't be deleted", failure);
    }
  }

  /** A step is a folder; the thumbnail's time counts, which is written and renewed first. */
  @Override
  public void listBefore(Instant before, Consumer<List<String>> step) {
    for (Path first : list(root, "[0-9a-f][0-9a-f]")) {
      for (Path second : list(first, "[0-9a-f][0-9a-f]")) {
        List<String> hashes = new ArrayList<>();
        for (Path file : list(second, "*.thumb.jpg")) {
          String hash = file.getFileName().toString().replace(".thumb.jpg", "");
          if (Photo.isHash(hash) && isBefore(file, before)) {
            hashes.add(hash);
          }
        }
        if (!hashes.isEmpty()) {
          step.accept(hashes);
        }
      }
    }
  }

  @Override
  public void close() {
    // Nothing is held open.
  }

  private Path folder(String hash) {
    return root.resolve(hash.substring(0, 2)).resolve(hash.substring(2, 4));
  }

  private void write(Path file, byte[] bytes) throws IOException {
    if (renewed(file, bytes)) {
      return;
    }
    Path beside = Files.createTempFile(incoming, "photo-", ".tmp");
    try {
      try (FileChannel out = FileChannel.open(beside, StandardOpenOption.WRITE)) {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
          out.write(left);
        }
        out.force(true);
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /**
   * Gives a file that is there and whole the time of a new one: nobody may take it for one that
   * nothing refers to. False for every other, which is then written anew.
   */
  private static boolean renewed(Path file, byte[] bytes) {
    try {
      boolean whole = Files.exists(file) && Arrays.equals(Files.readAllBytes(file), bytes);
      if (whole) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      }
      return whole;
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** A new name in a folder is durable when the folder is. */
  private static void flush(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private void deleteLeftOver(Instant before) throws IOException {
    for (Path file : list(incoming, "*.tmp")) {
      if (isBefore(file, before)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static boolean isBefore(Path file, Instant moment) {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(moment);
    } catch (IOException gone) {
      return false;
    }
  }

  private List<Path> list(Path folder, String glob) {
    List<Path> files = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return files;
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
      found.forEach(files::add);
    } catch (IOException | DirectoryIteratorException failure) {
      throw unavailable("the folder of photos can't be read", failure);
    }
    return files;
  }

  private FaultException unavailable(String what, Exception failure) {
    LOG.error("{}, in {}", what, root, failure);
    return PictureFault.unavailable(what, "its folder fails", failure);
  }
}
