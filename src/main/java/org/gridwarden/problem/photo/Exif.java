package org.gridwarden.problem.photo;

import com.drew.imaging.jpeg.JpegProcessingException;
import com.drew.imaging.jpeg.JpegSegmentReader;
import com.drew.imaging.jpeg.JpegSegmentType;
import com.drew.imaging.tiff.TiffProcessingException;
import com.drew.imaging.tiff.TiffReader;
import com.drew.lang.ByteArrayReader;
import com.drew.lang.GeoLocation;
import com.drew.lang.SequentialByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import org.gridwarden.geo.LonLat;

/**
 * What a camera wrote into a picture about itself. Never throws: what can't be read isn't there.
 *
 * @param orientation 1 to 8 as EXIF has it; 1 where there is none
 * @param position WGS-84 as the standard has it, or null; null too for 0,0, which is what cameras
 *     without a fix write
 * @param takenAt or null; where the camera wrote no offset, its clock shows the area's time
 */
record Exif(int orientation, LonLat position, Instant takenAt) {
  static final Exif NONE = new Exif(1, null, null);

  private static final byte[] MARK = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);

  /** What one segment of a JPEG can hold; longer ones, in PNG, are nobody's camera's. */
  private static final int MOST_BYTES = 65_535;

  private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  static Exif ofJpeg(byte[] jpeg, ZoneId zone) {
    try {
      Iterable<byte[]> segments =
          JpegSegmentReader.readSegments(
                  new SequentialByteArrayReader(jpeg), List.of(JpegSegmentType.APP1))
              .getSegments(JpegSegmentType.APP1);
      for (byte[] segment : segments) {
        if (Arrays.equals(MARK, 0, MARK.length, segment, 0, Math.min(6, segment.length))) {
          return ofTiff(Arrays.copyOfRange(segment, MARK.length, segment.length), zone);
        }
      }
    } catch (JpegProcessingException | IOException unreadable) {
      return NONE;
    }
    return NONE;
  }

  /**
   * @param tiff the content of an EXIF block without its mark, or null
   */
  static Exif ofTiff(byte[] tiff, ZoneId zone) {
    if (tiff == null || tiff.length > MOST_BYTES) {
      return NONE;
    }
    Metadata metadata = new Metadata();
    try {
      new TiffReader().processTiff(new ByteArrayReader(tiff), new ExifTags(metadata), 0);
    } catch (TiffProcessingException | IOException | RuntimeException broken) {
      // What was read before the damage still counts.
    }
    try {
      return new Exif(orientation(metadata), position(metadata), takenAt(metadata, zone));
    } catch (RuntimeException nonsense) {
      return NONE;
    }
  }

  private static int orientation(Metadata metadata) {
    ExifIFD0Directory first = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
    Integer value = first == null ? null : first.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
    return value == null || value < 1 || value > 8 ? 1 : value;
  }

  private static LonLat position(Metadata metadata) {
    GpsDirectory gps = metadata.getFirstDirectoryOfType(GpsDirectory.class);
    GeoLocation location = gps == null ? null : gps.getGeoLocation();
    if (location == null || location.isZero()) {
      return null;
    }
    double lon = location.getLongitude();
    double lat = location.getLatitude();
    return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? new LonLat(lon, lat) : null;
  }

  private static Instant takenAt(Metadata metadata, ZoneId zone) {
    ExifSubIFDDirectory details = metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
    Date date = details == null ? null : details.getDateOriginal(TimeZone.getTimeZone(zone));
    if (date == null) {
      return null;
    }
    Instant moment = date.toInstant();
    return moment.isBefore(EARLIEST) || moment.isAfter(LATEST) ? null : moment;
  }
}
