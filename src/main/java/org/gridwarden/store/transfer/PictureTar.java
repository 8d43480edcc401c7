package org.gridwarden.store.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Pictures as a tar (POSIX ustar), each after its thumbnail: {@code ab/cd/HASH.jpg}, as they lie in
 * a folder of photos. One picture at a time is in memory, however many there are.
 */
final class PictureTar {
  private static final int BLOCK = 512;
  private static final String FULL = ".jpg";
  private static final String THUMBNAIL = ".thumb.jpg";

  /** No picture is as large: one that says so is damaged. */
  private static final long MOST_BYTES = 64 << 20;

  private PictureTar() {}

  static void write(Picture picture, OutputStream out) throws IOException {
    if (picture.thumbnail() != null) {
      write(picture.hash() + THUMBNAIL, picture.thumbnail(), out);
    }
    write(picture.hash() + FULL, picture.full(), out);
  }

  /** To be called after the last picture. */
  static void end(OutputStream out) throws IOException {
    out.write(new byte[2 * BLOCK]);
  }

  private static void write(String file, byte[] bytes, OutputStream out) throws IOException {
    byte[] header = new byte[BLOCK];
    put(header, 0, file.substring(0, 2) + "/" + file.substring(2, 4) + "/" + file);
    put(header, 100, "0000600\0");
    put(header, 108, "0000000\0");
    put(header, 116, "0000000\0");
    put(header, 124, String.format("%011o\0", bytes.length));
    put(header, 136, "00000000000\0");
    put(header, 148, "        ");
    put(header, 156, "0");
    put(header, 257, "ustar\00000");
    put(header, 148, String.format("%06o\0 ", sum(header)));
    out.write(header);
    out.write(bytes);
    out.write(new byte[padding(bytes.length)]);
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  private static int sum(byte[] header) {
    int sum = 0;
    for (byte each : header) {
      sum += each & 0xFF;
    }
    return sum;
  }

  private static int padding(int length) {
    return (BLOCK - length % BLOCK) % BLOCK;
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException also where it isn't such
   */
  static void read(InputStream in, Consumer<Picture> sink) throws IOException {
    byte[] thumbnail = null;
    while (true) {
      byte[] header = in.readNBytes(BLOCK);
      if (header.length < BLOCK) {
        throw new IOException("the photos break off");
      }
      if (header[0] == 0) {
        return;
      }
      String path = text(header, 0, 100);
      String file = path.substring(path.lastIndexOf('/') + 1);
      long length = number(text(header, 124, 11));
      byte[] bytes = in.readNBytes((int) length);
      in.skipNBytes(padding(bytes.length));
      if (bytes.length < length) {
        throw new IOException("the photos break off");
      }
      if (file.endsWith(THUMBNAIL)) {
        thumbnail = bytes;
      } else {
        sink.accept(new Picture(file.replace(FULL, ""), bytes, thumbnail));
        thumbnail = null;
      }
    }
  }

  private static long number(String octal) throws IOException {
    try {
      long length = Long.parseLong(octal, 8);
      if (length >= 0 && length <= MOST_BYTES) {
        return length;
      }
    } catch (NumberFormatException none) {
      // Said below.
    }
    throw new IOException("a photo has no size");
  }

  private static String text(byte[] header, int from, int length) {
    byte[] bytes = Arrays.copyOfRange(header, from, from + length);
    return new String(bytes, StandardCharsets.US_ASCII).replaceAll("\0.*", "");
  }
}
