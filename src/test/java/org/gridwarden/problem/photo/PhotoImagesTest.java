package org.gridwarden.problem.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridwarden.problem.photo.PhotoFixture.COLOURS;
import static org.gridwarden.problem.photo.PhotoFixture.decoded;
import static org.gridwarden.problem.photo.PhotoFixture.exif;
import static org.gridwarden.problem.photo.PhotoFixture.jpeg;
import static org.gridwarden.problem.photo.PhotoFixture.png;
import static org.gridwarden.problem.photo.PhotoFixture.quarters;
import static org.gridwarden.problem.photo.PhotoFixture.withExif;

import java.awt.Color;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes out of good uploads. */
class PhotoImagesTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private final PhotoImages images = new PhotoImages();

  private BufferedImage picture(byte[] upload) {
    return decoded(images.read(upload, ZONE).full());
  }

  private static void assertColour(BufferedImage image, int x, int y, Color wanted) {
    Color found = new Color(image.getRGB(x, y));
    assertThat(
            Math.abs(found.getRed() - wanted.getRed())
                + Math.abs(found.getGreen() - wanted.getGreen())
                + Math.abs(found.getBlue() - wanted.getBlue()))
        .as("at %d,%d: %s instead of %s", x, y, found, wanted)
        .isLessThan(30);
  }

  private static void assertQuarters(BufferedImage image) {
    for (int i = 0; i < 4; i++) {
      assertColour(
          image,
          image.getWidth() * (1 + 2 * (i % 2)) / 4,
          image.getHeight() * (1 + 2 * (i / 2)) / 4,
          COLOURS[i]);
    }
  }

  @Test
  void largePicturesComeOutAtMost2048LongAndTheirThumbnails320() {
    PhotoImage photo = images.read(jpeg(4000, 3000), ZONE);
    assertThat(photo.width()).isEqualTo(2048);
    assertThat(photo.height()).isEqualTo(1536);
    BufferedImage full = decoded(photo.full());
    assertThat(full.getWidth()).isEqualTo(2048);
    assertQuarters(full);
    BufferedImage thumbnail = decoded(photo.thumbnail());
    assertThat(thumbnail.getWidth()).isEqualTo(320);
    assertThat(thumbnail.getHeight()).isEqualTo(240);
    assertQuarters(thumbnail);
  }

  @Test
  void picturesTooLargeToBeHeldAreReadByEverySecondPixel() {
    PhotoImage photo = images.read(png(9000, 6000), ZONE);
    assertThat(photo.width()).isEqualTo(2048);
    assertThat(photo.height()).isEqualTo(1365);
    assertQuarters(decoded(photo.full()));
  }

  @Test
  void smallPicturesAreNeverMadeLarger() {
    PhotoImage photo = images.read(png(50, 20), ZONE);
    assertThat(photo.width()).isEqualTo(50);
    assertThat(photo.height()).isEqualTo(20);
    assertThat(decoded(photo.thumbnail()).getWidth()).isEqualTo(50);
    PhotoImage strip = images.read(png(9000, 1), ZONE);
    assertThat(strip.width()).isEqualTo(2048);
    assertThat(strip.height()).isEqualTo(1);
    PhotoImage dot = images.read(png(1, 1), ZONE);
    assertThat(dot.width() * dot.height()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyOrientationIsTurnedUpright(int orientation) {
    long seed = 20260513L + orientation;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    BufferedImage noise = new BufferedImage(37, 23, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 23; y++) {
      for (int x = 0; x < 37; x++) {
        noise.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    BufferedImage upright = PictureShape.upright(noise, orientation);
    for (int y = 0; y < upright.getHeight(); y++) {
      for (int x = 0; x < upright.getWidth(); x++) {
        assertThat(upright.getRGB(x, y)).isEqualTo(source(noise, orientation, x, y));
      }
    }
    BufferedImage quarters = quarters(400, 200, BufferedImage.TYPE_INT_RGB);
    BufferedImage turned =
        picture(withExif(jpeg(quarters, false), exif(orientation, null, null, null)));
    assertThat(turned.getWidth()).isEqualTo(orientation >= 5 ? 200 : 400);
    for (int i = 0; i < 4; i++) {
      int x = turned.getWidth() * (1 + 2 * (i % 2)) / 4;
      int y = turned.getHeight() * (1 + 2 * (i / 2)) / 4;
      assertColour(turned, x, y, new Color(source(quarters, orientation, x, y)));
    }
  }

  /** Where the standard says that a pixel of the upright picture comes from. */
  private static int source(BufferedImage from, int orientation, int x, int y) {
    int right = from.getWidth() - 1;
    int bottom = from.getHeight() - 1;
    return switch (orientation) {
      case 1 -> from.getRGB(x, y);
      case 2 -> from.getRGB(right - x, y);
      case 3 -> from.getRGB(right - x, bottom - y);
      case 4 -> from.getRGB(x, bottom - y);
      case 5 -> from.getRGB(y, x);
      case 6 -> from.getRGB(y, bottom - x);
      case 7 -> from.getRGB(right - y, bottom - x);
      default -> from.getRGB(right - y, x);
    };
  }

  @Test
  void progressiveAndInterlacedPicturesComeOutRight() {
    BufferedImage image = quarters(300, 200, BufferedImage.TYPE_INT_RGB);
    assertQuarters(picture(jpeg(image, true)));
    assertQuarters(picture(png(image, true)));
    assertQuarters(picture(png(quarters(5000, 4000, BufferedImage.TYPE_INT_RGB), true)));
  }

  @Test
  void indexedPicturesComeOutRightAlsoWithFewColours() {
    BufferedImage indexed =
        picture(png(quarters(300, 200, BufferedImage.TYPE_BYTE_INDEXED), false));
    for (int i = 0; i < 4; i++) {
      // The web palette has steps of 51.
      Color found = new Color(indexed.getRGB(75 + 150 * (i % 2), 50 + 100 * (i / 2)));
      assertThat(found.getRed()).isCloseTo(COLOURS[i].getRed(), Offset.offset(30));
      assertThat(found.getBlue()).isCloseTo(COLOURS[i].getBlue(), Offset.offset(30));
    }
    BufferedImage binary = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_BINARY);
    binary.createGraphics().fillRect(0, 0, 32, 64);
    BufferedImage twoColours = picture(png(binary, false));
    assertColour(twoColours, 10, 10, Color.WHITE);
    assertColour(twoColours, 50, 10, Color.BLACK);
  }

  @Test
  void whatIsTransparentIsWhite() {
    BufferedImage image = new BufferedImage(100, 100, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < 100; y++) {
      for (int x = 0; x < 100; x++) {
        image.setRGB(x, y, x < 50 ? 0x00FF0000 : 0x80FF0000);
      }
    }
    BufferedImage flat = picture(png(image, false));
    assertColour(flat, 20, 50, Color.WHITE);
    assertColour(flat, 80, 50, new Color(255, 127, 127));
  }

  @Test
  void greyStaysAsBrightAsItWas() {
    Color grey = new Color(100, 100, 100);
    for (byte[] upload : new byte[][] {png(grey(8, false), false), png(grey(16, false), false)}) {
      assertColour(picture(upload), 50, 50, grey);
    }
    assertColour(picture(jpeg(grey(8, false), false)), 50, 50, grey);
    // Half transparent on white.
    assertColour(picture(png(grey(8, true), false)), 50, 50, new Color(177, 177, 177));
    assertColour(picture(png(grey(16, true), false)), 50, 50, new Color(177, 177, 177));
  }

  /** All of it 100 of 255, half transparent where asked for. */
  private static BufferedImage grey(int bits, boolean alpha) {
    return samples(
        ColorSpace.getInstance(ColorSpace.CS_GRAY),
        bits,
        alpha,
        alpha ? new int[] {100, 128} : new int[] {100});
  }

  private static BufferedImage samples(ColorSpace space, int bits, boolean alpha, int[] pixel) {
    ComponentColorModel model =
        new ComponentColorModel(
            space,
            alpha,
            false,
            alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
            bits == 16 ? DataBuffer.TYPE_USHORT : DataBuffer.TYPE_BYTE);
    WritableRaster raster = model.createCompatibleWritableRaster(100, 100);
    int[] scaled = pixel.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = bits == 16 ? scaled[i] * 257 : scaled[i];
    }
    for (int y = 0; y < 100; y++) {
      for (int x = 0; x < 100; x++) {
        raster.setPixel(x, y, scaled);
      }
    }
    return new BufferedImage(model, raster, false, null);
  }

  @Test
  void sixteenBitsAChannelComeOutRight() {
    ColorSpace space = ColorSpace.getInstance(ColorSpace.CS_sRGB);
    assertColour(
        picture(png(samples(space, 16, false, new int[] {200, 100, 50}), false)),
        50,
        50,
        new Color(200, 100, 50));
    assertColour(
        picture(png(samples(space, 16, true, new int[] {200, 100, 50, 128}), false)),
        50,
        50,
        new Color(227, 177, 152));
  }

  @Test
  void coloursOfAnotherProfileBecomeThoseOfTheScreen() {
    byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    byte[] mark = "ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1);
    BufferedImage flat = new BufferedImage(100, 100, BufferedImage.TYPE_INT_RGB);
    flat.createGraphics().setBackground(Color.BLACK);
    for (int y = 0; y < 100; y++) {
      for (int x = 0; x < 100; x++) {
        flat.setRGB(x, y, 0x373737);
      }
    }
    byte[] upload =
        PhotoFixture.withSegment(jpeg(flat, false), 0xE2, PhotoFixture.joined(mark, profile));
    // 55 of 255 linear is 128 on a screen's scale.
    assertColour(picture(upload), 50, 50, new Color(128, 128, 128));
  }

  @Test
  void theSameUploadGivesTheSameBytes() {
    byte[] upload = jpeg(3000, 2000);
    assertThat(images.read(upload, ZONE).full()).isEqualTo(images.read(upload, ZONE).full());
  }

  @Test
  void positionAndTimeAreReadAndAbsentFromWhatIsKept() {
    byte[] block = exif(6, new double[] {113.6183, 33.4261}, "2026:05:13 18:00:00", null);
    for (byte[] upload : new byte[][] {withExif(jpeg(80, 60), block), pngWithExif(block)}) {
      PhotoImage photo = images.read(upload, ZONE);
      assertThat(photo.position().lon()).isCloseTo(113.6183, Offset.offset(1e-8));
      assertThat(photo.position().lat()).isCloseTo(33.4261, Offset.offset(1e-8));
      assertThat(photo.takenAt()).isEqualTo(Instant.parse("2026-05-13T10:00:00Z"));
      assertThat(photo.width()).isEqualTo(60);
      for (byte[] kept : new byte[][] {photo.full(), photo.thumbnail()}) {
        assertThat(new String(kept, StandardCharsets.ISO_8859_1))
            .doesNotContain("Exif")
            .doesNotContain("2026:05");
        assertThat(Exif.ofJpeg(kept, ZONE)).isEqualTo(Exif.NONE);
      }
    }
  }

  private static byte[] pngWithExif(byte[] block) {
    byte[] png = png(80, 60);
    int header = 8 + 25;
    return PhotoFixture.joined(
        java.util.Arrays.copyOf(png, header),
        PhotoFixture.chunk("eXIf", block),
        java.util.Arrays.copyOfRange(png, header, png.length));
  }

  @Test
  void aTimeWithAnOffsetIsReadByIt() {
    byte[] block = exif(1, null, "2026:05:13 18:00:00", "-03:00");
    PhotoImage photo = images.read(withExif(jpeg(8, 8), block), ZONE);
    assertThat(photo.takenAt()).isEqualTo(Instant.parse("2026-05-13T21:00:00Z"));
    assertThat(photo.position()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"0,0", "181,10", "113,91", "4000,4000"})
  void impossiblePositionsAreNone(double lon, double lat) {
    byte[] block = exif(1, new double[] {lon, lat}, "0000:00:00 00:00:00", null);
    PhotoImage photo = images.read(withExif(jpeg(8, 8), block), ZONE);
    assertThat(photo.position()).isNull();
    assertThat(photo.takenAt()).isNull();
  }

  @Test
  void southAndWestAreNegative() {
    byte[] block = exif(1, new double[] {-70.5, -33.25}, null, null);
    PhotoImage photo = images.read(withExif(jpeg(8, 8), block), ZONE);
    assertThat(photo.position().lon()).isCloseTo(-70.5, Offset.offset(1e-8));
    assertThat(photo.position().lat()).isCloseTo(-33.25, Offset.offset(1e-8));
  }
}
