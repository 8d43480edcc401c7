package org.gridwarden.problem.photo;

import org.gridwarden.fault.FaultException;

/**
 * The skeleton of a JPEG, walked marker by marker without decoding anything, so that what can't be
 * decoded well is refused with its reason. Cost: one pass over the bytes.
 *
 * @param length bytes up to and with the end marker; what follows (a video of a "motion photo", or
 *     anything that someone hid there) is no part of the picture
 * @param progressive whether the whole picture's coefficients must be held to decode it
 */
record JpegScan(int length, boolean progressive) {
  /** Usual encoders write 10. Each costs a pass over the whole picture, however small it is. */
  private static final int MOST_SCANS = 64;

  private static final int END = 0xD9;
  private static final int START = 0xD8;
  private static final int SCAN = 0xDA;
  private static final int WITHOUT_LENGTH = 0x01;

  /**
   * @throws FaultException BAD_INPUT where it is cut off, or CMYK, of 12 bits, lossless, arithmetic
   */
  static JpegScan of(byte[] jpeg) {
    boolean framed = false;
    boolean progressive = false;
    int scans = 0;
    int at = 2;
    while (true) {
      at = nextMarker(jpeg, at);
      int marker = jpeg[at - 1] & 0xFF;
      if (marker == END && scans > 0) {
        return new JpegScan(at, progressive);
      }
      if (marker == END || marker == START) {
        throw refused("the JPEG is damaged");
      }
      if (marker == WITHOUT_LENGTH) {
        continue;
      }
      int length = at + 2 <= jpeg.length ? unsigned16(jpeg, at) : 0;
      if (length < 2 || at + length > jpeg.length) {
        throw cutOff();
      }
      if (isFrame(marker)) {
        checkFrame(jpeg, at, length, marker);
        framed = true;
        progressive = marker == 0xC2;
      } else if (marker == SCAN) {
        scans++;
        if (!framed || scans > MOST_SCANS) {
          throw refused(
              framed
                  ? "the JPEG has more than " + MOST_SCANS + " scans; save it anew as a plain JPEG"
                  : "the JPEG is damaged");
        }
      }
      at += length;
    }
  }

  /**
   * The index after the next marker; a zero after 0xFF, and a restart, belong to the data of a
   * scan.
   */
  private static int nextMarker(byte[] jpeg, int from) {
    for (int at = from; at + 1 < jpeg.length; at++) {
      if (jpeg[at] == (byte) 0xFF) {
        int next = jpeg[at + 1] & 0xFF;
        if (next != 0 && next != 0xFF && !(next >= 0xD0 && next <= 0xD7)) {
          return at + 2;
        }
      }
    }
    throw cutOff();
  }

  private static boolean isFrame(int marker) {
    // C4 is Huffman tables and CC arithmetic conditioning; the other C markers are frames.
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xCC;
  }

  private static void checkFrame(byte[] jpeg, int at, int length, int marker) {
    if (marker > 0xC2) {
      throw refused("a lossless or arithmetic JPEG is not taken; save it as a plain JPEG");
    }
    if (length < 8) {
      throw refused("the JPEG is damaged");
    }
    if (jpeg[at + 2] != 8) {
      throw refused("a JPEG of more than 8 bits a channel is not taken; save it as a plain JPEG");
    }
    int channels = jpeg[at + 7];
    if (channels == 4) {
      throw refused("a CMYK JPEG (made for printing) is not taken; save it as RGB");
    }
    if (channels != 1 && channels != 3) {
      throw refused("a JPEG has 1 or 3 channels, this one " + (channels & 0xFF));
    }
  }

  private static int unsigned16(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
  }

  private static FaultException cutOff() {
    return refused("the JPEG is cut off before its end; send it again");
  }

  private static FaultException refused(String detail) {
    return FaultException.badInput("photo", null, detail);
  }
}
