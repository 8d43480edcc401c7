package org.gridwarden.heat.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Compares pictures with those that were looked at. With {@code
 * -Dtest.arguments=-Dgolden.write=true} they are written anew instead, to be looked at before they
 * are committed.
 */
public final class GoldenPicture {
  private static final Path FOLDER = Path.of("src/test/resources/golden");
  private static final Path FOUND = Path.of("target/golden");

  /** Of 255: edges are smoothed a little differently from one Java to the next. */
  private static final int SEEN = 24;

  private static final double MOST_SEEN = 0.002;

  private GoldenPicture() {}

  /** Fails where more than a few pixels differ so that it is seen. */
  public static void assertIs(String name, BufferedImage found) throws IOException {
    Path golden = FOLDER.resolve(name);
    if (Boolean.getBoolean("golden.write")) {
      write(golden, found);
    }
    BufferedImage wanted = ImageIO.read(golden.toFile());
    assertThat(found.getWidth()).isEqualTo(wanted.getWidth());
    assertThat(found.getHeight()).isEqualTo(wanted.getHeight());
    double share = different(wanted, found);
    if (share > MOST_SEEN) {
      write(FOUND.resolve(name), found);
    }
    assertThat(share)
        .as("share of pixels that differ; the picture found is %s", FOUND.resolve(name))
        .isLessThanOrEqualTo(MOST_SEEN);
  }

  /** Share of pixels in which a colour differs so much that it is seen. */
  static double different(BufferedImage one, BufferedImage other) {
    long seen = 0;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        int a = one.getRGB(x, y);
        int b = other.getRGB(x, y);
        int most = 0;
        for (int shift = 0; shift < 24; shift += 8) {
          most = Math.max(most, Math.abs((a >> shift & 255) - (b >> shift & 255)));
        }
        seen += most > SEEN ? 1 : 0;
      }
    }
    return (double) seen / ((long) one.getWidth() * one.getHeight());
  }

  private static void write(Path file, BufferedImage picture) throws IOException {
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file)) {
      PngFile.write(picture, out);
    }
  }
}
