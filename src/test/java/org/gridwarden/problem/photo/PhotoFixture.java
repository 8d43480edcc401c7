package org.gridwarden.problem.photo;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures made in code, plain ones and crafted ones. */
public final class PhotoFixture {
  /** Of {@link #quarters}: upper left, upper right, lower left, lower right. */
  static final Color[] COLOURS = {
    new Color(200, 30, 30), new Color(30, 180, 30), new Color(30, 30, 200), new Color(220, 200, 40)
  };

  private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

  private PhotoFixture() {}

  /** A picture whose four quarters have different colours. */
  static BufferedImage quarters(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    paintQuarters(image);
    return image;
  }

  static void paintQuarters(BufferedImage image) {
    Graphics2D graphics = image.createGraphics();
    int halfWidth = image.getWidth() / 2;
    int halfHeight = image.getHeight() / 2;
    for (int i = 0; i < 4; i++) {
      graphics.setColor(COLOURS[i]);
      graphics.fillRect(
          i % 2 * halfWidth, i / 2 * halfHeight, image.getWidth(), image.getHeight() / 2 + 1);
    }
    graphics.dispose();
  }

  /** A JPEG as a phone might send it. */
  public static byte[] jpeg(int width, int height) {
    return jpeg(quarters(width, height, BufferedImage.TYPE_INT_RGB), false);
  }

  static byte[] jpeg(BufferedImage image, boolean progressive) {
    return encoded("jpeg", new IIOImage(image, null, null), progressive);
  }

  public static byte[] png(int width, int height) {
    return png(quarters(width, height, BufferedImage.TYPE_INT_RGB), false);
  }

  static byte[] png(BufferedImage image, boolean interlaced) {
    return encoded("png", new IIOImage(image, null, null), interlaced);
  }

  static byte[] encoded(String format, IIOImage image, boolean progressive) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      if (progressive) {
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      writer.setOutput(out);
      writer.write(null, image, param);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  static BufferedImage decoded(byte[] bytes) {
    try {
      return ImageIO.read(new ByteArrayInputStream(bytes));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The JPEG with one more segment behind its start. */
  static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
    byte[] head = {
      (byte) 0xFF,
      (byte) 0xD8,
      (byte) 0xFF,
      (byte) marker,
      (byte) (content.length + 2 >> 8),
      (byte) (content.length + 2)
    };
    return joined(head, content, Arrays.copyOfRange(jpeg, 2, jpeg.length));
  }

  public static byte[] withExif(byte[] jpeg, byte[] tiff) {
    return withSegment(jpeg, 0xE1, joined("Exif\0\0".getBytes(StandardCharsets.US_ASCII), tiff));
  }

  /**
   * An EXIF block.
   *
   * @param lonLat degrees, or null
   * @param taken "2026:05:13 18:00:00", or null
   * @param offset "+08:00", or null
   */
  public static byte[] exif(int orientation, double[] lonLat, String taken, String offset) {
    TiffBlock tiff = new TiffBlock();
    int details = 8 + 2 + 3 * 12 + 4;
    int gps = details + 2 + 2 * 12 + 4;
    int data = gps + 2 + 4 * 12 + 4;
    tiff.header();
    tiff.count(3);
    tiff.entry(0x0112, 3, 1, orientation << 16);
    tiff.entry(0x8769, 4, 1, details);
    tiff.entry(0x8825, 4, 1, gps);
    tiff.end();
    tiff.count(2);
    tiff.entry(0x9003, 2, 20, data);
    tiff.entry(0x9011, 2, 7, data + 20);
    tiff.end();
    tiff.count(4);
    double lon = lonLat == null ? Double.NaN : lonLat[0];
    double lat = lonLat == null ? Double.NaN : lonLat[1];
    tiff.entry(1, 2, 2, (lat < 0 ? 'S' : 'N') << 24);
    tiff.entry(2, 5, 3, data + 28);
    tiff.entry(3, 2, 2, (lon < 0 ? 'W' : 'E') << 24);
    tiff.entry(4, 5, 3, data + 52);
    tiff.end();
    tiff.text(taken, 20);
    tiff.text(offset, 8);
    tiff.degrees(lat);
    tiff.degrees(lon);
    return tiff.bytes();
  }

  /**
   * A PNG of a header and whatever chunks; sums are right.
   *
   * @param chunks each made by {@link #chunk}
   */
  static byte[] rawPng(int width, int height, int depth, int colourType, byte[]... chunks) {
    byte[] header = {
      (byte) (width >> 24),
      (byte) (width >> 16),
      (byte) (width >> 8),
      (byte) width,
      (byte) (height >> 24),
      (byte) (height >> 16),
      (byte) (height >> 8),
      (byte) height,
      (byte) depth,
      (byte) colourType,
      0,
      0,
      0
    };
    return joined(PNG_SIGNATURE, chunk("IHDR", header), joined(chunks), chunk("IEND", new byte[0]));
  }

  static byte[] chunk(String type, byte[] content) {
    byte[] body = joined(type.getBytes(StandardCharsets.US_ASCII), content);
    CRC32 sum = new CRC32();
    sum.update(body);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(content.length);
      out.write(body);
      out.writeInt((int) sum.getValue());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  static int indexOf(byte[] bytes, int... wanted) {
    for (int at = 0; at + wanted.length <= bytes.length; at++) {
      int same = 0;
      while (same < wanted.length && (bytes[at + same] & 0xFF) == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        return at;
      }
    }
    return -1;
  }
}
