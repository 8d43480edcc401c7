package org.gridwarden.problem.photo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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
import org.gridwarden.store.Digest;

/**
 * The folder of the pictures: {@code ab/cd/HASH.jpg} and {@code HASH.thumb.jpg}, where abcd are the
 * hash's first digits. A file is written beside, flushed to disk and then renamed, so that a name
 * always stands for a whole picture; all of it is durable when {@link #add} returns. Files under
 * way lie in one folder of their own, so that what a crash left of them is found without walking
 * through millions. Safe for many threads.
 */
final class PhotoFiles {
  private static final String UNDER_WAY = "incoming";
  private static final Duration LEFT_OVER = Duration.ofHours(1);

  private final Path root;
  private final Path incoming;

  /** Makes the folder where there is none, and clears what a crash left in it. */
  PhotoFiles(Path root, Clock clock) {
    this.root = root;
    this.incoming = root.resolve(UNDER_WAY);
    try {
      Files.createDirectories(incoming);
      flush(root);
      if (root.toAbsolutePath().getParent() != null) {
        flush(root.toAbsolutePath().getParent());
      }
      deleteLeftOver(clock.instant().minus(LEFT_OVER));
    } catch (IOException failure) {
      throw new UncheckedIOException("the folder of photos can't be made: " + root, failure);
    }
  }

  /**
   * Keeps a picture. One that is there already costs a read; one that is there and damaged is
   * replaced.
   *
   * @return its hash
   */
  String add(byte[] full, byte[] thumbnail) {
    String hash = Digest.hex(full);
    Path folder = folder(hash);
    try {
      Files.createDirectories(folder);
      // The thumbnail first: where a picture is, its thumbnail is.
      write(path(hash, true), thumbnail);
      write(path(hash, false), full);
      // Also where nothing was new: whoever made these may not have come so far.
      flush(folder);
      flush(folder.getParent());
      flush(root);
    } catch (IOException failure) {
      throw new UncheckedIOException("the photo can't be written under " + root, failure);
    }
    return hash;
  }

  /** Where a picture is, if it is there. */
  Path path(String hash, boolean thumbnail) {
    if (!Photo.isHash(hash)) {
      throw new IllegalArgumentException("no hash: " + hash);
    }
    return folder(hash).resolve(hash + (thumbnail ? ".thumb.jpg" : ".jpg"));
  }

  /** The bytes of a file; empty where there is none. */
  Optional<byte[]> read(String hash, boolean thumbnail) {
    try {
      return Optional.of(Files.readAllBytes(path(hash, thumbnail)));
    } catch (NoSuchFileException missing) {
      return Optional.empty();
    } catch (IOException failure) {
      throw new UncheckedIOException("the photo can't be read: " + hash, failure);
    }
  }

  /** Whether the picture is there and is what its name says. Reads all of it. */
  boolean verify(String hash) {
    try {
      return Digest.hex(Files.readAllBytes(path(hash, false))).equals(hash);
    } catch (NoSuchFileException missing) {
      return false;
    } catch (IOException failure) {
      throw new UncheckedIOException("the photo can't be read: " + hash, failure);
    }
  }

  /** Takes a damaged picture out of use and keeps it for who wants to look into it. */
  void setAside(String hash) {
    Path file = path(hash, false);
    try {
      Path aside = file.resolveSibling(hash + ".damaged");
      Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
      flush(file.getParent());
    } catch (NoSuchFileException missing) {
      // Nobody is served what isn't there.
    } catch (IOException failure) {
      throw new UncheckedIOException("the damaged photo can't be renamed: " + hash, failure);
    }
  }

  /** Deletes a picture, its thumbnail and what was set aside of it. */
  void delete(String hash) {
    try {
      Files.deleteIfExists(path(hash, false));
      Files.deleteIfExists(path(hash, true));
      Files.deleteIfExists(folder(hash).resolve(hash + ".damaged"));
    } catch (IOException failure) {
      throw new UncheckedIOException("the photo can't be deleted: " + hash, failure);
    }
  }

  /** The folders that pictures are in, each by the four digits that its hashes begin with. */
  List<String> listPrefixes() {
    List<String> prefixes = new ArrayList<>();
    for (Path first : list(root, "[0-9a-f][0-9a-f]")) {
      for (Path second : list(first, "[0-9a-f][0-9a-f]")) {
        prefixes.add(first.getFileName().toString() + second.getFileName());
      }
    }
    return prefixes;
  }

  /** The hashes in one of these folders whose file was written before a moment. */
  List<String> listBefore(String prefix, Instant before) {
    List<String> hashes = new ArrayList<>();
    for (Path file : list(folder(prefix), "*.thumb.jpg")) {
      String hash = file.getFileName().toString().replace(".thumb.jpg", "");
      if (Photo.isHash(hash) && isBefore(file, before)) {
        hashes.add(hash);
      }
    }
    return hashes;
  }

  private Path folder(String hash) {
    return root.resolve(hash.substring(0, 2)).resolve(hash.substring(2, 4));
  }

  private void write(Path file, byte[] bytes) throws IOException {
    if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), bytes)) {
      // As if it were new: nobody may take it for one that nothing refers to.
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
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

  private static List<Path> list(Path folder, String glob) {
    List<Path> files = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return files;
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
      found.forEach(files::add);
    } catch (IOException failure) {
      throw new UncheckedIOException("the folder of photos can't be read: " + folder, failure);
    }
    return files;
  }
}
