package org.gridwarden.problem.photo;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.FaultKind;

/**
 * Decodes a picture to opaque sRGB, white behind what was transparent. At most some 17 million
 * pixels are held: of larger pictures every second pixel of every second row. Its size is read from
 * its header and refused before memory is taken for it.
 */
final class PictureDecoder {
  static final int LONGEST_SIDE = 20_000;
  static final long MOST_PIXELS = 60_000_000;

  /** Of a progressive JPEG all coefficients are held, beside the pixels: 6 bytes a pixel. */
  static final long MOST_PROGRESSIVE_PIXELS = 30_000_000;

  private static final long HELD_PIXELS = 4096L * 4096;

  private PictureDecoder() {}

  /**
   * @param bytes of which the first {@code length} are the picture
   * @throws FaultException TOO_LARGE by its size in pixels, BAD_INPUT where it is damaged
   */
  static BufferedImage decode(PictureKind kind, byte[] bytes, int length, boolean progressive) {
    ImageReader reader = reader(kind);
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes, 0, length))) {
      reader.setInput(in, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      checkSize(width, height, progressive ? MOST_PROGRESSIVE_PIXELS : MOST_PIXELS);
      ImageReadParam param = reader.getDefaultReadParam();
      int step = 1;
      while ((long) (width / step) * (height / step) > HELD_PIXELS) {
        step++;
      }
      param.setSourceSubsampling(step, step, 0, 0);
      return opaque(reader.read(0, param));
    } catch (FaultException refused) {
      throw refused;
    } catch (IOException | RuntimeException damaged) {
      // The decoders of the platform answer damage with whatever exception it leads to.
      throw FaultException.badInput(
          "photo", null, "the " + kind + " is damaged and can't be decoded; send it again");
    } finally {
      reader.dispose();
    }
  }

  private static void checkSize(int width, int height, long mostPixels) {
    if (width > LONGEST_SIDE || height > LONGEST_SIDE || (long) width * height > mostPixels) {
      throw new FaultException(
          Fault.of(
                  FaultKind.TOO_LARGE,
                  "the picture has too many pixels: at most "
                      + mostPixels / 1_000_000
                      + " million, and "
                      + LONGEST_SIDE
                      + " a side; send a smaller one")
              .field("photo")
              .value(width + "x" + height));
    }
  }

  /** The platform's own reader: other libraries on the class path bring theirs. */
  private static ImageReader reader(PictureKind kind) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(kind.formatName());
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if ("java.desktop".equals(reader.getClass().getModule().getName())) {
        return reader;
      }
    }
    throw new IllegalStateException("every Java reads " + kind);
  }

  private static BufferedImage opaque(BufferedImage image) {
    if (image.getType() == BufferedImage.TYPE_3BYTE_BGR) {
      return image;
    }
    ColorModel model = image.getColorModel();
    ColorSpace space = model.getColorSpace();
    BufferedImage opaque =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    // Grey samples are taken as they are: Java thinks of its grey as linear, files don't.
    if (!(model instanceof IndexColorModel)
        && (space.isCS_sRGB() || space.getType() == ColorSpace.TYPE_GRAY)) {
      copySamples(image, opaque);
    } else {
      Graphics2D graphics = opaque.createGraphics();
      graphics.drawImage(image, 0, 0, Color.WHITE, null);
      graphics.dispose();
    }
    return opaque;
  }

  /** Samples of 8 or 16 bits; grey or RGB, with or without alpha, not premultiplied. */
  private static void copySamples(BufferedImage from, BufferedImage to) {
    Raster raster = from.getRaster();
    int bands = raster.getNumBands();
    boolean alpha = from.getColorModel().hasAlpha();
    boolean grey = bands <= 2;
    int shift = from.getColorModel().getComponentSize(0) - 8;
    int width = from.getWidth();
    int[] samples = new int[width * bands];
    int[] pixels = new int[width];
    for (int y = 0; y < from.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, samples);
      for (int x = 0; x < width; x++) {
        int at = x * bands;
        int opacity = alpha ? samples[at + bands - 1] >> shift : 255;
        int red = overWhite(samples[at] >> shift, opacity);
        int green = grey ? red : overWhite(samples[at + 1] >> shift, opacity);
        int blue = grey ? red : overWhite(samples[at + 2] >> shift, opacity);
        pixels[x] = red << 16 | green << 8 | blue;
      }
      to.setRGB(0, y, width, 1, pixels, 0, width);
    }
  }

  private static int overWhite(int sample, int opacity) {
    return (sample * opacity + 255 * (255 - opacity) + 127) / 255;
  }
}
