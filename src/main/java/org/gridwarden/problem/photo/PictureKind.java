package org.gridwarden.problem.photo;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.gridwarden.fault.FaultException;

/**
 * The kinds of picture that are taken. An upload is what its first bytes say: its name and its
 * declared type are never asked.
 */
enum PictureKind {
  JPEG("jpeg"),
  PNG("png");

  private static final int LOOKED_AT = 512;
  private static final String TAKEN = "; a photo is JPEG or PNG";

  private static final List<String> HEIC_BRANDS =
      List.of("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1");

  /** Starts that are known and not taken: each byte as a Latin-1 character. */
  private static final List<String[]> OTHERS =
      List.of(
          new String[] {"GIF8", "a GIF"},
          new String[] {"BM", "a BMP"},
          new String[] {"II*\0", "a TIFF or a camera's raw picture"},
          new String[] {"MM\0*", "a TIFF or a camera's raw picture"},
          new String[] {"\0\0\1\0", "an icon (ICO)"},
          new String[] {"\0\0\0\fjP  ", "a JPEG 2000"},
          new String[] {"\0\0\0\fJXL ", "a JPEG XL"},
          new String[] {"\u00ff\n", "a JPEG XL"},
          new String[] {"8BPS", "a Photoshop file"},
          new String[] {"%PDF", "a PDF"},
          new String[] {"PK\3\4", "a ZIP archive or an office document"});

  private final String formatName;

  PictureKind(String formatName) {
    this.formatName = formatName;
  }

  /** The name that ImageIO has for it. */
  String formatName() {
    return formatName;
  }

  /**
   * @throws FaultException BAD_INPUT that names what the upload is instead, and for HEIC what to do
   */
  static PictureKind of(byte[] upload) {
    if (upload.length == 0) {
      throw refused(null, "the upload is empty" + TAKEN);
    }
    String start =
        new String(upload, 0, Math.min(LOOKED_AT, upload.length), StandardCharsets.ISO_8859_1);
    if (start.startsWith("\u00ff\u00d8\u00ff")) {
      return JPEG;
    }
    if (start.startsWith("\u0089PNG\r\n\u001a\n")) {
      return PNG;
    }
    refuseFamilyOfHeic(start);
    for (String[] other : OTHERS) {
      if (start.startsWith(other[0])) {
        throw refused(null, other[1] + " is not taken" + TAKEN);
      }
    }
    if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) {
      throw refused(null, "a WebP is not taken" + TAKEN);
    }
    refuseText(start);
    throw refused(printable(start), "this is no picture of a known kind" + TAKEN);
  }

  /**
   * HEIC, HEIF and AVIF are boxes of ISO base media, as videos are; their brands tell them apart.
   */
  private static void refuseFamilyOfHeic(String start) {
    if (!start.startsWith("ftyp", 4) || start.length() < 12) {
      return;
    }
    int end = Math.min(start.length(), Math.max(16, start.charAt(2) << 8 | start.charAt(3)));
    StringBuilder brands = new StringBuilder(start.substring(8, 12));
    for (int at = 16; at + 4 <= end; at += 4) {
      brands.append(' ').append(start, at, at + 4);
    }
    List<String> all = List.of(brands.toString().split(" "));
    if (all.contains("avif") || all.contains("avis")) {
      throw refused(
          "AVIF",
          "an AVIF (a picture of the HEIC family) is not taken; save it as JPEG and send that");
    }
    if (all.stream().anyMatch(HEIC_BRANDS::contains)) {
      throw refused(
          "HEIC",
          "a HEIC/HEIF picture is not taken; send JPEG. On an iPhone: Settings, Camera, Formats,"
              + " Most Compatible");
    }
    throw refused(null, "a video or another media file is not taken" + TAKEN);
  }

  private static void refuseText(String start) {
    String text = start.replace("\u00ef\u00bb\u00bf", "").stripLeading().toLowerCase(Locale.ROOT);
    if (!text.startsWith("<")) {
      return;
    }
    if (text.contains("<svg")) {
      throw refused(null, "an SVG is not taken" + TAKEN);
    }
    boolean page = text.startsWith("<!doctype html") || text.contains("<html");
    throw refused(null, (page ? "an HTML page" : "an XML text") + " is no photo" + TAKEN);
  }

  private static String printable(String start) {
    return start.substring(0, Math.min(12, start.length())).replaceAll("[^ -~]", "?");
  }

  private static FaultException refused(String value, String detail) {
    return FaultException.badInput("photo", value, detail);
  }
}
