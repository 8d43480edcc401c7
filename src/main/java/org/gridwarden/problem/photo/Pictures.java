package org.gridwarden.problem.photo;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.gridwarden.fault.FaultException;
import org.gridwarden.store.Digest;

/**
 * Where the pictures of photos are: each a full one and a thumbnail, under the hash of the full
 * one. Several servers may share one place. Knows no rows; {@link Photos} holds the two together.
 * Safe for many threads.
 *
 * <p>Every method throws a {@link FaultException} UNAVAILABLE where the place can't be read or
 * written at the moment, and IllegalArgumentException for what is no hash.
 */
public interface Pictures extends AutoCloseable {
  /**
   * The place that a setting names. Nothing is opened or made before it is used.
   *
   * @param place a folder, or {@code s3://BUCKET/PREFIX?endpoint=URL&region=R&path-style=true}
   * @param environment where the credentials of a bucket are
   * @throws FaultException BAD_INPUT where it names nothing possible
   */
  static Pictures at(String place, Map<String, String> environment, Clock clock) {
    if (place.startsWith(BucketPlace.SCHEME)) {
      return new PhotoBucket(BucketPlace.of(place), environment);
    }
    if (place.contains("://")) {
      throw FaultException.badInput("photos", null, "a folder, or s3://BUCKET/PREFIX?endpoint=URL");
    }
    return new PhotoFolder(Path.of(place), clock);
  }

  /**
   * Makes the place ready, once as a server starts.
   *
   * @throws FaultException BAD_INPUT where it can't work as it is set: no such bucket, refused
   *     credentials, a folder that can't be written or flushed to disk
   */
  void prepare();

  /**
   * Keeps a picture; durable when this returns. One that is there already gets a new time, one that
   * is there and seen to be damaged is replaced.
   *
   * @return its hash
   */
  String add(byte[] full, byte[] thumbnail);

  /** The bytes of a picture, which are not looked at here. */
  Optional<byte[]> find(String hash, boolean thumbnail);

  /** Whether the full picture is there at this moment, also as another server sees it. */
  boolean holds(String hash);

  /** Whether the picture is there and is what its name says. Reads all of it. */
  default boolean verify(String hash) {
    return find(hash, false).filter(full -> Digest.hex(full).equals(hash)).isPresent();
  }

  /** Takes a damaged picture out of use and keeps it for who wants to look into it. */
  void setAside(String hash);

  /** Deletes a picture, its thumbnail and what was set aside of it, in this order. */
  void delete(String hash);

  /**
   * Goes through the pictures that were last added before a moment. A walk through all there are.
   *
   * @param step is given their hashes, some hundreds of neighbours at a time
   */
  void listBefore(Instant before, Consumer<List<String>> step);

  @Override
  void close();
}
