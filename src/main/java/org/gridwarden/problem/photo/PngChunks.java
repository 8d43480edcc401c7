package org.gridwarden.problem.photo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;
import org.gridwarden.fault.FaultException;

/**
 * A PNG reduced to the chunks that its pixels are made of. Texts and profiles are left out before
 * anything decodes them: some unpack to gigabytes, and decoders unpack them even when told to
 * ignore them.
 *
 * @param pixels a whole PNG of header, palette, transparency and image data
 * @param exif the content of its eXIf chunk, or null
 */
record PngChunks(byte[] pixels, byte[] exif) {
  private static final int SIGNATURE_BYTES = 8;
  private static final int AROUND_DATA_BYTES = 12;
  private static final Set<String> KEPT = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

  /**
   * @throws FaultException BAD_INPUT where it is cut off or damaged (a checksum is wrong)
   */
  static PngChunks of(byte[] png) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream(png.length);
    kept.write(png, 0, SIGNATURE_BYTES);
    ByteBuffer in = ByteBuffer.wrap(png);
    byte[] exif = null;
    boolean data = false;
    int at = SIGNATURE_BYTES;
    while (true) {
      if (png.length - at < AROUND_DATA_BYTES) {
        throw cutOff();
      }
      int length = in.getInt(at);
      if (length < 0 || length > png.length - at - AROUND_DATA_BYTES) {
        throw cutOff();
      }
      String type = new String(png, at + 4, 4, StandardCharsets.ISO_8859_1);
      if (at == SIGNATURE_BYTES && !(type.equals("IHDR") && length == 13)) {
        throw refused("the PNG doesn't begin with its header");
      }
      if (KEPT.contains(type)) {
        checkSum(in, at, length, type);
        kept.write(png, at, length + AROUND_DATA_BYTES);
        data |= type.equals("IDAT");
      } else if (type.equals("eXIf") && exif == null) {
        exif = new byte[length];
        in.get(at + 8, exif);
      } else if (Character.isUpperCase(type.charAt(0))) {
        throw refused("the PNG has the part " + type + ", which no standard PNG has");
      }
      at += length + AROUND_DATA_BYTES;
      if (type.equals("IEND")) {
        if (!data) {
          throw refused("the PNG has no image data");
        }
        return new PngChunks(kept.toByteArray(), exif);
      }
    }
  }

  private static void checkSum(ByteBuffer png, int at, int length, String type) {
    CRC32 sum = new CRC32();
    sum.update(png.array(), at + 4, length + 4);
    if ((int) sum.getValue() != png.getInt(at + 8 + length)) {
      throw refused("the PNG is damaged: the checksum of its part " + type + " is wrong");
    }
  }

  private static FaultException cutOff() {
    return refused("the PNG is cut off before its end; send it again");
  }

  private static FaultException refused(String detail) {
    return FaultException.badInput("photo", null, detail);
  }
}
