package org.gridwarden.heat.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** PNG files. */
class PngFileTest {
  @Test
  void whatIsWrittenReadsBackAndNamesItsProgram() throws IOException {
    BufferedImage picture = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(1, 1, 0x123456);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PngFile.write(picture, out);
    out.write(7);
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
    assertThat(read.getRGB(1, 1)).isEqualTo(0xff123456);
    assertThat(read.getWidth()).isEqualTo(3);
    assertThat(new String(out.toByteArray(), StandardCharsets.ISO_8859_1))
        .contains("tEXtSoftware\0Gridwarden");
  }

  @Test
  void transparencyIsKept() throws IOException {
    BufferedImage picture = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
    picture.setRGB(0, 0, 0x40ff0000);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PngFile.write(picture, out);
    assertThat(ImageIO.read(new ByteArrayInputStream(out.toByteArray())).getRGB(0, 0))
        .isEqualTo(0x40ff0000);
  }
}
