package org.gridwarden.problem.photo;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.FaultKind;

/**
 * Makes of an upload the picture that is kept: decoded, upright, at most 2,048 pixels long, and
 * encoded anew, so that nothing of the upload but its pixels goes on. Touches no file and no
 * database. Safe for many threads; two are served at once, in the order of coming, so that memory
 * stays bounded (some 250 MB each for the worst upload). A phone's photo takes under a second.
 */
final class PhotoImages {
  static final int MOST_BYTES = 12 << 20;
  static final int LONGEST_SIDE = 2048;
  static final int LONGEST_THUMBNAIL_SIDE = 320;

  private static final float QUALITY = 0.85f;
  private static final int AT_ONCE = 2;
  private static final long LONGEST_WAIT_SECONDS = 30;

  private final Semaphore turns = new Semaphore(AT_ONCE, true);

  /**
   * @param zone of the clock of a camera that wrote no offset
   * @throws FaultException TOO_LARGE in bytes or pixels; BAD_INPUT where it is no JPEG or PNG, or a
   *     damaged one; UNAVAILABLE where too many wait
   */
  PhotoImage read(byte[] upload, ZoneId zone) {
    if (upload.length > MOST_BYTES) {
      throw new FaultException(
          Fault.of(FaultKind.TOO_LARGE, "a photo has at most " + (MOST_BYTES >> 20) + " MiB")
              .field("photo")
              .value(upload.length + " bytes"));
    }
    return switch (PictureKind.of(upload)) {
      case JPEG -> {
        JpegScan scan = JpegScan.of(upload);
        Exif exif = Exif.ofJpeg(upload, zone);
        yield make(PictureKind.JPEG, upload, scan.length(), scan.progressive(), exif);
      }
      case PNG -> {
        PngChunks chunks = PngChunks.of(upload);
        Exif exif = Exif.ofTiff(chunks.exif(), zone);
        yield make(PictureKind.PNG, chunks.pixels(), chunks.pixels().length, false, exif);
      }
    };
  }

  private PhotoImage make(
      PictureKind kind, byte[] bytes, int length, boolean progressive, Exif exif) {
    takeTurn();
    try {
      BufferedImage decoded = PictureDecoder.decode(kind, bytes, length, progressive);
      BufferedImage full =
          PictureShape.upright(PictureShape.atMost(decoded, LONGEST_SIDE), exif.orientation());
      BufferedImage thumbnail = PictureShape.atMost(full, LONGEST_THUMBNAIL_SIDE);
      return new PhotoImage(
          jpeg(full),
          jpeg(thumbnail),
          full.getWidth(),
          full.getHeight(),
          exif.position(),
          exif.takenAt());
    } finally {
      turns.release();
    }
  }

  private void takeTurn() {
    try {
      if (turns.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    throw new FaultException(
        Fault.of(FaultKind.UNAVAILABLE, "too many photos come at once; send it again in a minute"));
  }

  private static byte[] jpeg(BufferedImage image) {
    ImageWriter writer = writer();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
      out.flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** The platform's own writer: other libraries on the class path bring theirs. */
  private static ImageWriter writer() {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
    while (writers.hasNext()) {
      ImageWriter writer = writers.next();
      if ("java.desktop".equals(writer.getClass().getModule().getName())) {
        return writer;
      }
    }
    throw new IllegalStateException("every Java writes JPEG");
  }
}
