package org.gridwarden.problem.photo;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.gridwarden.fault.FaultException;
import org.gridwarden.store.Database;
import org.gridwarden.store.Digest;
import org.jdbi.v3.core.Handle;

/**
 * The photos that are kept. A row is written once its pictures are durable, and deleted before
 * them: where there is a row there is a picture. Safe for many threads, and for several servers
 * over one database and one place of pictures.
 *
 * <p>That holds without any lock. Who sends a picture writes it, commits the row, and looks whether
 * the picture is still there. Who sweeps looks for the row, deletes the picture, and looks for the
 * row again. If the sweep's second look comes after the commit, it sees the row and puts the
 * picture back; if it comes before, the deletion was over when the sender looked, who writes the
 * picture anew.
 */
public final class Photos implements AutoCloseable {
  /** An upload larger than this is refused. */
  public static final int MOST_BYTES = PhotoImages.MOST_BYTES;

  private static final int STEP = 500;

  private final Database database;
  private final Supplier<ZoneId> zone;
  private final Clock clock;
  private final PhotoImages images = new PhotoImages();
  private final Pictures pictures;

  /**
   * @param pictures where they are; closed with this
   * @param zone of the area, which cameras' clocks show
   */
  public Photos(Database database, Pictures pictures, Supplier<ZoneId> zone, Clock clock) {
    this.database = database;
    this.pictures = pictures;
    this.zone = zone;
    this.clock = clock;
  }

  /**
   * Makes the place of the pictures ready, once as a server starts.
   *
   * @throws FaultException BAD_INPUT where it can't work as it is set
   */
  public void prepare() {
    pictures.prepare();
  }

  /**
   * Keeps the picture of an upload; durable when this returns. The same upload again gives the same
   * photo.
   *
   * @param uploadedBy the id of an account
   * @throws FaultException TOO_LARGE, BAD_INPUT or UNAVAILABLE, as {@link PhotoImages#read}, and
   *     UNAVAILABLE where it can't be kept now
   */
  public Photo add(byte[] upload, String uploadedBy) {
    PhotoImage image = images.read(upload, zone.get());
    String hash = pictures.add(image.full(), image.thumbnail());
    Photo photo =
        new Photo(
            hash,
            image.full().length,
            image.width(),
            image.height(),
            image.position(),
            image.takenAt(),
            uploadedBy,
            now());
    Photo kept =
        database.write(
            handle -> {
              PhotoStore.save(handle, photo);
              return PhotoStore.find(handle, hash).orElseThrow();
            });
    if (!pictures.holds(hash)) {
      // A sweep, maybe another server's, took it for an old one just before the row came.
      pictures.add(image.full(), image.thumbnail());
    }
    return kept;
  }

  /** Empty too for a text that is no hash. */
  public Optional<Photo> find(String hash) {
    return Photo.isHash(hash)
        ? database.read(handle -> PhotoStore.find(handle, hash))
        : Optional.empty();
  }

  /**
   * A photo that a problem names, within the problem's own transaction. Its time is renewed, so
   * that no sweep takes it before that transaction is over.
   *
   * @throws FaultException BAD_INPUT where there is none
   */
  public Photo use(Handle handle, String hash) {
    return (Photo.isHash(hash) && PhotoStore.renew(handle, hash, now())
            ? PhotoStore.find(handle, hash)
            : Optional.<Photo>empty())
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
   * The picture of a photo, a JPEG. Empty where someone deleted it, or where {@link #verify} found
   * it damaged.
   *
   * @param hash of a photo that there is
   */
  public Optional<byte[]> findPicture(String hash, boolean thumbnail) {
    return pictures.find(hash, thumbnail);
  }

  /** The bytes of a picture; empty where it is missing, or isn't what its hash says. */
  public Optional<byte[]> open(String hash, boolean thumbnail) {
    return pictures
        .find(hash, thumbnail)
        .filter(each -> thumbnail || Digest.hex(each).equals(hash));
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
    return pictures.add(full, small);
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
    boolean whole = pictures.verify(hash);
    if (!whole) {
      pictures.setAside(hash);
    }
    return whole;
  }

  /**
   * Deletes photos that nothing refers to, then the pictures without a row that are as old: those
   * of these photos, and what a crash left.
   *
   * @param before only what was last sent before this, by its row and by the time of its picture:
   *     who is still writing a report keeps theirs
   * @param used whether something refers to a hash; asked within the transaction that deletes
   * @return how many photos were deleted
   */
  public int sweepUnused(Instant before, BiPredicate<Handle, String> used) {
    int deleted = 0;
    String after = "";
    List<String> step;
    do {
      String from = after;
      step = database.read(handle -> PhotoStore.listBefore(handle, before, from, STEP));
      for (String hash : step) {
        deleted += deleteUnused(hash, before, used) ? 1 : 0;
        after = hash;
      }
    } while (step.size() == STEP);
    pictures.listBefore(before, this::deleteOrphans);
    return deleted;
  }

  private boolean deleteUnused(String hash, Instant before, BiPredicate<Handle, String> used) {
    // Most are used; they needn't wait for a write.
    return !database.read(handle -> used.test(handle, hash))
        && database.write(
            handle -> !used.test(handle, hash) && PhotoStore.delete(handle, hash, before));
  }

  private void deleteOrphans(List<String> hashes) {
    Set<String> known =
        database.read(
            handle ->
                PhotoStore.listBetween(handle, Collections.min(hashes), Collections.max(hashes)));
    hashes.stream().filter(hash -> !known.contains(hash)).forEach(this::deleteOrphan);
  }

  private void deleteOrphan(String hash) {
    Optional<byte[]> full =
        pictures.find(hash, false).filter(bytes -> Digest.hex(bytes).equals(hash));
    Optional<byte[]> thumbnail = pictures.find(hash, true);
    if (find(hash).isPresent()) {
      return;
    }
    pictures.delete(hash);
    if (full.isPresent() && thumbnail.isPresent() && find(hash).isPresent()) {
      pictures.add(full.get(), thumbnail.get());
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public void close() {
    pictures.close();
  }
}
