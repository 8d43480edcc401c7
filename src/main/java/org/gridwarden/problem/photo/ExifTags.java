package org.gridwarden.problem.photo;

import com.drew.lang.RandomAccessReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifTiffHandler;
import com.drew.metadata.exif.GpsDirectory;
import java.util.Set;

/**
 * Lets only the few tags through that are asked for. A crafted block of 64 KB can point five
 * thousand tags at the same long array and so unpack to a gigabyte; the tags wanted here are short.
 */
final class ExifTags extends ExifTiffHandler {
  private static final int MOST_TAG_BYTES = 64;
  private static final int MOST_DIRECTORIES = 8;

  /** Tags of the picture, of its details and of its GPS directory; their numbers don't collide. */
  private static final Set<Integer> WANTED =
      Set.of(
          ExifDirectoryBase.TAG_ORIENTATION,
          ExifDirectoryBase.TAG_DATETIME_ORIGINAL,
          ExifDirectoryBase.TAG_SUBSECOND_TIME_ORIGINAL,
          ExifDirectoryBase.TAG_TIME_ZONE_ORIGINAL,
          GpsDirectory.TAG_LATITUDE_REF,
          GpsDirectory.TAG_LATITUDE,
          GpsDirectory.TAG_LONGITUDE_REF,
          GpsDirectory.TAG_LONGITUDE);

  private int directories;

  ExifTags(Metadata metadata) {
    super(metadata, null, 0);
  }

  @Override
  public boolean tryEnterSubIfd(int tag) {
    return directories < MOST_DIRECTORIES && super.tryEnterSubIfd(tag) && ++directories > 0;
  }

  /** The follower holds the camera's thumbnail. */
  @Override
  public boolean hasFollowerIfd() {
    return false;
  }

  /** True for a tag that needs no more reading. */
  @Override
  public boolean customProcessTag(
      int tagOffset,
      Set<Integer> processedOffsets,
      int tiffOffset,
      RandomAccessReader reader,
      int tag,
      int bytes) {
    return !WANTED.contains(tag) || bytes > MOST_TAG_BYTES;
  }
}
