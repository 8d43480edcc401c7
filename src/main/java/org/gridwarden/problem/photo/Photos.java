package org.gridwarden.problem.photo;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.gridwarden.fault.FaultException;
import org.gridwarden.store.Database;
import org.gridwarden.store.Digest;
import org.jdbi.v3.core.Handle;

/**
 * The photos that are kept. A row is written once its files are durable, and deleted before them:
 * where there is a row there is a picture. Safe for many threads.
 */
public final class Photos {
  /** An upload larger than this is refused. */
  public static final int MOST_BYTES = PhotoImages.MOST_BYTES;

  private static final int STEP = 500;

  private final Database database;
  private final Supplier<ZoneId> zone;
  private final Clock clock;
  private final PhotoImages images = new PhotoImages();
  private final PhotoFiles files;

  /** Held to read while a photo comes in, to write while one goes: the two may be the same. */
  private final ReadWriteLock coming = new ReentrantReadWriteLock(true);

  /**
   * @param folder of the pictures; made where there is none
   * @param zone of the area, which cameras' clocks show
   */
  public Photos(Database database, Path folder, Supplier<ZoneId> zone, Clock clock) {
    this.database = database;
    this.zone = zone;
    this.clock = clock;
    this.files = new PhotoFiles(folder, clock);
  }

  /**
   * Keeps the picture of an upload; durable when this returns. The same upload again gives the same
   * photo.
   *
   * @param uploadedBy the id of an account
   * @throws FaultException TOO_LARGE, BAD_INPUT or UNAVAILABLE, as {@link PhotoImages#read}
   */
  public Photo add(byte[] upload, String uploadedBy) {
    PhotoImage image = images.read(upload, zone.get());
    coming.readLock().lock();
    try {
      String hash = files.add(image.full(), image.thumbnail());
      Photo photo =
          new Photo(
              hash,
              image.full().length,
              image.width(),
              image.height(),
              image.position(),
              image.takenAt(),
              uploadedBy,
              clock.instant().truncatedTo(ChronoUnit.MILLIS));
      return database.write(
          handle -> {
            PhotoStore.save(handle, photo);
            return get(handle, hash);
          });
    } finally {
      coming.readLock().unlock();
    }
  }

  /** Empty too for a text that is no hash. */
  public Optional<Photo> find(String hash) {
    return Photo.isHash(hash)
        ? database.read(handle -> PhotoStore.find(handle, hash))
        : Optional.empty();
  }

  /**
   * A photo that a problem names, within the problem's own transaction.
   *
   * @throws FaultException BAD_INPUT where there is none
   */
  public Photo get(Handle handle, String hash) {
    return (Photo.isHash(hash) ? PhotoStore.find(handle, hash) : Optional.<Photo>empty())
        .orElseThrow(
            () ->
                FaultException.badInput(
                    "photos", hash, "no such photo; send it first: POST /api/v1/photos"));
  }

  /** Whether an account sent this picture, first or again. */
  public boolean isUploader(String hash, String account) {
    return database.read(handle -> PhotoStore.isUploader(handle, hash, account));
  }

  /**
   * The file of a photo, a JPEG. It is not looked at here: it may be missing where someone deleted
   * it, or where {@link #verify} found it damaged.
   */
  public Path file(String hash, boolean thumbnail) {
    return files.path(hash, thumbnail);
  }

  /** The bytes of a picture; empty where it is missing, or isn't what its hash says. */
  public Optional<byte[]> open(String hash, boolean thumbnail) {
    return files.read(hash, thumbnail).filter(each -> thumbnail || Digest.hex(each).equals(hash));
  }

  /**
   * Keeps a picture as {@link #open} gave it, and writes no row: that is for whoever restores the
   * rows. Durable when this returns.
   *
   * @param thumbnail made anew where it is null
   * @return its hash
   */
  public String restore(byte[] full, byte[] thumbnail) {
    byte[] small = thumbnail == null ? images.read(full, zone.get()).thumbnail() : thumbnail;
    coming.readLock().lock();
    try {
      return files.add(full, small);
    } finally {
      coming.readLock().unlock();
    }
  }

  /** Forgets where the camera stood, once that was compared. */
  public void clearPosition(Handle handle, String hash) {
    PhotoStore.clearPosition(handle, hash);
  }

  /**
   * Reads a picture and says whether it is whole. A damaged one is served no more; sent again, it
   * is healed.
   */
  public boolean verify(String hash) {
    if (files.verify(hash)) {
      return true;
    }
    coming.writeLock().lock();
    try {
      // Someone may have sent it again in the meantime.
      boolean whole = files.verify(hash);
      if (!whole) {
        files.setAside(hash);
      }
      return whole;
    } finally {
      coming.writeLock().unlock();
    }
  }

  /**
   * Deletes photos that nothing refers to, and pictures without a row, which a crash leaves.
   *
   * @param before only what was last sent before this: who is still writing a report keeps theirs
   * @param used whether something refers to a hash; asked within the transaction that deletes
   * @return how many photos were deleted
   */
  public int sweepUnused(Instant before, Predicate<String> used) {
    int deleted = 0;
    String after = "";
    List<String> step;
    do {
      String from = after;
      step = database.read(handle -> PhotoStore.listBefore(handle, before, from, STEP));
      for (String hash : step) {
        deleted += !used.test(hash) && deleteUnused(hash, before, used) ? 1 : 0;
        after = hash;
      }
    } while (step.size() == STEP);
    for (String prefix : files.listPrefixes()) {
      deleteOrphans(prefix, before);
    }
    return deleted;
  }

  private boolean deleteUnused(String hash, Instant before, Predicate<String> used) {
    coming.writeLock().lock();
    try {
      boolean gone =
          database.write(handle -> !used.test(hash) && PhotoStore.delete(handle, hash, before));
      if (gone) {
        files.delete(hash);
      }
      return gone;
    } finally {
      coming.writeLock().unlock();
    }
  }

  private void deleteOrphans(String prefix, Instant before) {
    coming.writeLock().lock();
    try {
      List<String> old = files.listBefore(prefix, before);
      if (!old.isEmpty()) {
        Set<String> known = database.read(handle -> PhotoStore.listByPrefix(handle, prefix));
        old.stream().filter(hash -> !known.contains(hash)).forEach(files::delete);
      }
    } finally {
      coming.writeLock().unlock();
    }
  }
}
