package org.gridwarden.problem.photo;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gridwarden.geo.LonLat;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** The SQL of photos. */
final class PhotoStore {
  private PhotoStore() {}

  /**
   * Keeps a photo. Sent again, its time is renewed and its other sender noted; what the camera said
   * stays as it was first sent, also where it was forgotten since.
   */
  static void save(Handle handle, Photo photo) {
    handle
        .createUpdate(
            """
            insert into photo
              (hash, bytes, width, height, exif_lon, exif_lat, taken_at, uploaded_by, uploaded_at)
            values (:hash, :bytes, :width, :height, :lon, :lat, :taken, :by, :at)
            on conflict (hash) do update set uploaded_at = excluded.uploaded_at
            """)
        .bind("hash", photo.hash())
        .bind("bytes", photo.bytes())
        .bind("width", photo.width())
        .bind("height", photo.height())
        .bind("lon", photo.position() == null ? null : (Double) photo.position().lon())
        .bind("lat", photo.position() == null ? null : (Double) photo.position().lat())
        .bindByType("taken", photo.takenAt(), Instant.class)
        .bind("by", photo.uploadedBy())
        .bind("at", photo.uploadedAt())
        .execute();
    handle
        .createUpdate(
            """
            insert into photo_uploader (hash, uploaded_by) values (:hash, :by)
            on conflict (hash, uploaded_by) do nothing
            """)
        .bind("hash", photo.hash())
        .bind("by", photo.uploadedBy())
        .execute();
  }

  static Optional<Photo> find(Handle handle, String hash) {
    return handle
        .createQuery(
            """
            select hash, bytes, width, height, exif_lon, exif_lat, taken_at, uploaded_by,
              uploaded_at
            from photo where hash = :hash
            """)
        .bind("hash", hash)
        .map(PhotoStore::read)
        .findOne();
  }

  private static Photo read(ResultSet row, StatementContext context) throws SQLException {
    ColumnMapper<Instant> moments = context.findColumnMapperFor(Instant.class).orElseThrow();
    double lon = row.getDouble("exif_lon");
    LonLat position = row.wasNull() ? null : new LonLat(lon, row.getDouble("exif_lat"));
    return new Photo(
        row.getString("hash"),
        row.getInt("bytes"),
        row.getInt("width"),
        row.getInt("height"),
        position,
        moments.map(row, "taken_at", context),
        row.getString("uploaded_by"),
        moments.map(row, "uploaded_at", context));
  }

  static boolean isUploader(Handle handle, String hash, String account) {
    return handle
            .createQuery(
                "select count(*) from photo_uploader where hash = :hash and uploaded_by = :by")
            .bind("hash", hash)
            .bind("by", account)
            .mapTo(Integer.class)
            .one()
        > 0;
  }

  /**
   * As if it were sent at this moment. Holds the row until the transaction ends.
   *
   * @return whether there is one
   */
  static boolean renew(Handle handle, String hash, Instant at) {
    return handle
            .createUpdate("update photo set uploaded_at = :at where hash = :hash")
            .bind("at", at)
            .bind("hash", hash)
            .execute()
        > 0;
  }

  static void clearPosition(Handle handle, String hash) {
    handle
        .createUpdate("update photo set exif_lon = null, exif_lat = null where hash = :hash")
        .bind("hash", hash)
        .execute();
  }

  /**
   * Hashes of photos last sent before a moment, in order.
   *
   * @param after only hashes beyond this one; "" for the first
   */
  static List<String> listBefore(Handle handle, Instant before, String after, int limit) {
    return handle
        .createQuery(
            """
            select hash from photo where uploaded_at < :before and hash > :after
            order by hash limit :limit
            """)
        .bind("before", before)
        .bind("after", after)
        .bind("limit", limit)
        .mapTo(String.class)
        .list();
  }

  /** The hashes of photos from one hash to another, both included. */
  static Set<String> listBetween(Handle handle, String first, String last) {
    return new HashSet<>(
        handle
            .createQuery("select hash from photo where hash >= :first and hash <= :last")
            .bind("first", first)
            .bind("last", last)
            .mapTo(String.class)
            .list());
  }

  /**
   * @return whether there was one last sent before the moment
   */
  static boolean delete(Handle handle, String hash, Instant before) {
    return handle
            .createUpdate("delete from photo where hash = :hash and uploaded_at < :before")
            .bind("hash", hash)
            .bind("before", before)
            .execute()
        > 0;
  }
}
