package org.gridwarden.problem.photo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the TIFF structure of an EXIF block, big-endian, piece by piece. */
final class TiffBlock {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  void header() {
    out.writeBytes(new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8});
  }

  /** Begins a directory. */
  void count(int entries) {
    out.write(entries >> 8);
    out.write(entries);
  }

  void entry(int tag, int format, int count, int value) {
    out.writeBytes(
        ByteBuffer.allocate(12)
            .putShort((short) tag)
            .putShort((short) format)
            .putInt(count)
            .putInt(value)
            .array());
  }

  /** Ends a directory that has no follower. */
  void end() {
    out.writeBytes(new byte[4]);
  }

  void text(String text, int bytes) {
    out.writeBytes(
        Arrays.copyOf((text == null ? "" : text).getBytes(StandardCharsets.US_ASCII), bytes));
  }

  /** Degrees, minutes and seconds as three fractions; 0/0 each for NaN. */
  void degrees(double degrees) {
    ByteBuffer fractions = ByteBuffer.allocate(24);
    if (!Double.isNaN(degrees)) {
      double left = Math.abs(degrees);
      int minutes = (int) (left % 1 * 60);
      double seconds = (left % 1 * 60 - minutes) * 60;
      fractions.putInt((int) left).putInt(1).putInt(minutes).putInt(1);
      fractions.putInt((int) Math.round(seconds * 100_000)).putInt(100_000);
    }
    out.writeBytes(fractions.array());
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
