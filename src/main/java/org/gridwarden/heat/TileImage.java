package org.gridwarden.heat;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Densities as a picture of indexed colours. Pure. */
final class TileImage {
  /** Of the compressor: pictures are made more often than they are sent far. */
  private static final float QUALITY = 0.9f;

  private TileImage() {}

  /**
   * @param densities row by row from the north, or null where all is 0
   */
  static BufferedImage image(float[] densities, int width, int height, double top, Ramp ramp) {
    BufferedImage image =
        new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, ramp.colours());
    byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    if (densities == null) {
      Arrays.fill(pixels, ramp.nothing());
    } else {
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = ramp.index(densities[i], top);
      }
    }
    return image;
  }

  static byte[] png(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 14);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam quality = writer.getDefaultWriteParam();
      quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      quality.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), quality);
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
