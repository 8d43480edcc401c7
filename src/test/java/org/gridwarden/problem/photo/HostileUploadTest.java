package org.gridwarden.problem.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.gridwarden.problem.photo.PhotoFixture.chunk;
import static org.gridwarden.problem.photo.PhotoFixture.exif;
import static org.gridwarden.problem.photo.PhotoFixture.indexOf;
import static org.gridwarden.problem.photo.PhotoFixture.joined;
import static org.gridwarden.problem.photo.PhotoFixture.jpeg;
import static org.gridwarden.problem.photo.PhotoFixture.png;
import static org.gridwarden.problem.photo.PhotoFixture.quarters;
import static org.gridwarden.problem.photo.PhotoFixture.rawPng;
import static org.gridwarden.problem.photo.PhotoFixture.withExif;
import static org.gridwarden.problem.photo.PhotoFixture.withSegment;

import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.FaultKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads that are no photos, damaged ones, and ones made to do harm. */
class HostileUploadTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final String HTML = "<html><script>alert(1)</script></html>";
  private final PhotoImages images = new PhotoImages();

  private FaultException refusal(byte[] upload) {
    Throwable thrown = catchThrowable(() -> images.read(upload, ZONE));
    assertThat(thrown).isInstanceOf(FaultException.class);
    return (FaultException) thrown;
  }

  private static byte[] bytes(String latin) {
    return latin.getBytes(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource({"heic", "heix", "mif1", "msf1", "hevc"})
  void heicIsNamedAndTheWayOutToo(String brand) {
    FaultException refusal = refusal(bytes("\0\0\0\u0018ftyp" + brand + "\0\0\0\0mif1heic more"));
    assertThat(refusal.first().kind()).isEqualTo(FaultKind.BAD_INPUT);
    assertThat(refusal.first().detail()).contains("HEIC", "JPEG", "Most Compatible");
  }

  @Test
  void otherKindsAreRefusedByName() {
    String[][] kinds = {
      {"\0\0\0\u001cftypavif\0\0\0\0mif1avif", "AVIF"},
      {"\0\0\0\u0018ftypmif1\0\0\0\0mif1avif", "AVIF"},
      {"\0\0\0\u0018ftypqt  \0\0\0\0qt  qt  ", "video"},
      {"GIF89a......", "GIF"},
      {"RIFF\1\2\3\4WEBPVP8 ", "WebP"},
      {"BM......", "BMP"},
      {"II*\0....", "TIFF"},
      {"MM\0*....", "TIFF"},
      {"%PDF-1.7", "PDF"},
      {"\u00ef\u00bb\u00bf  <?xml version='1.0'?><svg onload='x()'/>", "SVG"},
      {"<!DOCTYPE html><p>", "HTML"},
      {"<xml/>", "XML"},
      {"PK\3\4", "ZIP"},
      {"{\"photo\":1}", "known kind"},
      {"\u00ff\u00d8", "known kind"},
      {"", "empty"}
    };
    for (String[] kind : kinds) {
      FaultException refusal = refusal(bytes(kind[0]));
      assertThat(refusal.first().kind()).isEqualTo(FaultKind.BAD_INPUT);
      assertThat(refusal.first().detail()).contains(kind[1]);
    }
  }

  @Test
  void moreThanTwelveMebibytesAreTooLarge() {
    assertThat(refusal(new byte[PhotoImages.MOST_BYTES + 1]).first().kind())
        .isEqualTo(FaultKind.TOO_LARGE);
  }

  @Test
  void cutOffPicturesAreRefusedWhereverTheyEnd() {
    long seed = 7_2026;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    BufferedImage image = quarters(90, 70, BufferedImage.TYPE_INT_RGB);
    byte[] block = exif(6, new double[] {113, 33}, "2026:05:13 18:00:00", null);
    byte[][] wholes = {
      withExif(jpeg(image, false), block), jpeg(image, true), png(image, false), png(image, true)
    };
    for (byte[] whole : wholes) {
      images.read(whole, ZONE);
      for (int i = 0; i < 200; i++) {
        byte[] cut = Arrays.copyOf(whole, random.nextInt(whole.length));
        assertThat(refusal(cut).first().kind()).isEqualTo(FaultKind.BAD_INPUT);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void damageNeverLeadsToAnotherFailure(long seed) {
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    BufferedImage image = quarters(60, 40, BufferedImage.TYPE_INT_RGB);
    byte[] block = exif(6, new double[] {113, 33}, "2026:05:13 18:00:00", null);
    byte[][] wholes = {
      withExif(jpeg(image, false), block),
      jpeg(image, true),
      jpeg(quarters(60, 40, BufferedImage.TYPE_BYTE_GRAY), false),
      png(image, true),
      png(quarters(60, 40, BufferedImage.TYPE_BYTE_INDEXED), false)
    };
    int refused = 0;
    for (byte[] whole : wholes) {
      for (int i = 0; i < 150; i++) {
        byte[] damaged = whole.clone();
        for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        try {
          images.read(withRightSums(damaged), ZONE);
        } catch (FaultException refusal) {
          refused++;
        }
      }
    }
    assertThat(refused).isGreaterThan(50);
  }

  /** Of a PNG, so that damage comes past the sums; anything else as it is. */
  private static byte[] withRightSums(byte[] damaged) {
    if (damaged[0] != (byte) 0x89) {
      return damaged;
    }
    java.nio.ByteBuffer png = java.nio.ByteBuffer.wrap(damaged);
    int at = 8;
    while (at + 12 <= damaged.length) {
      int length = png.getInt(at);
      if (length < 0 || length > damaged.length - at - 12) {
        break;
      }
      java.util.zip.CRC32 sum = new java.util.zip.CRC32();
      sum.update(damaged, at + 4, length + 4);
      png.putInt(at + 8 + length, (int) sum.getValue());
      at += length + 12;
    }
    return damaged;
  }

  @Test
  void hugeClaimsAreRefusedBeforeMemoryIsTaken() {
    byte[] data = chunk("IDAT", deflated(100));
    byte[] tiny = jpeg(16, 16);
    byte[] progressive = jpeg(quarters(16, 16, BufferedImage.TYPE_INT_RGB), true);
    byte[][] claims = {
      rawPng(60_000, 60_000, 8, 2, data),
      rawPng(Integer.MAX_VALUE, Integer.MAX_VALUE, 16, 6, data),
      rawPng(20_001, 10, 8, 2, data),
      rawPng(8_000, 8_000, 8, 2, data),
      claiming(tiny, 0xC0, 65_500, 65_500),
      claiming(progressive, 0xC2, 7_000, 5_000)
    };
    for (byte[] claim : claims) {
      long before = allocated();
      assertThat(refusal(claim).first().kind()).isEqualTo(FaultKind.TOO_LARGE);
      assertThat(allocated() - before).isLessThan(20L << 20);
    }
    assertThat(refusal(rawPng(0, 5, 8, 2, data)).first().kind()).isEqualTo(FaultKind.BAD_INPUT);
  }

  private static byte[] claiming(byte[] jpeg, int frame, int width, int height) {
    byte[] claiming = jpeg.clone();
    int at = indexOf(jpeg, 0xFF, frame);
    claiming[at + 5] = (byte) (height >> 8);
    claiming[at + 6] = (byte) height;
    claiming[at + 7] = (byte) (width >> 8);
    claiming[at + 8] = (byte) width;
    return claiming;
  }

  /** So many zero bytes. */
  private static byte[] deflated(long length) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater fast = new Deflater(Deflater.BEST_SPEED);
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, fast, 1 << 16)) {
      byte[] zeros = new byte[1 << 20];
      for (long left = length; left > 0; left -= zeros.length) {
        out.write(zeros, 0, (int) Math.min(left, zeros.length));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } finally {
      fast.end();
    }
    return bytes.toByteArray();
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  @Test
  void whatUnpacksToAGigabyteTakesLittleMemory() {
    byte[] bomb = deflated(1L << 30);
    assertThat(bomb.length).isLessThan(6 << 20);
    byte[] palette = chunk("PLTE", new byte[] {10, 20, 30, 40, 50, 60});
    byte[] image = chunk("IDAT", deflated(100 * 101));
    byte[][] uploads = {
      rawPng(100, 100, 8, 0, chunk("IDAT", bomb)),
      rawPng(100, 100, 8, 3, palette, chunk("zTXt", joined(bytes("a\0\0"), bomb)), image),
      rawPng(100, 100, 8, 3, palette, chunk("iTXt", joined(bytes("a\0\1\0\0\0"), bomb)), image),
      rawPng(100, 100, 8, 3, chunk("iCCP", joined(bytes("a\0\0"), bomb)), palette, image),
      rawPng(100, 100, 8, 0, chunk("zTXt", joined(bytes("a\0\0"), bomb)), image)
    };
    for (byte[] upload : uploads) {
      long before = allocated();
      assertThat(images.read(upload, ZONE).width()).isEqualTo(100);
      assertThat(allocated() - before).isLessThan(60L << 20);
    }
  }

  @Test
  void anExifBlockThatPointsManyTagsAtOneArrayTakesLittleMemory() {
    TiffBlock tiff = new TiffBlock();
    int tags = 2_500;
    tiff.header();
    tiff.count(tags);
    for (int i = 0; i < tags; i++) {
      tiff.entry(0x1000 + i, 5, 3_500, 8 + 2 + tags * 12 + 4);
    }
    tiff.end();
    tiff.text("", 28_000);
    long before = allocated();
    images.read(withExif(jpeg(8, 8), tiff.bytes()), ZONE);
    assertThat(allocated() - before).isLessThan(20L << 20);
  }

  @Test
  void aJpegOfThousandScansIsRefused() {
    byte[] progressive = jpeg(quarters(64, 64, BufferedImage.TYPE_INT_RGB), true);
    int last = progressive.length - 2;
    while (!(progressive[last] == (byte) 0xFF && progressive[last + 1] == (byte) 0xDA)) {
      last--;
    }
    byte[] scan = Arrays.copyOfRange(progressive, last, progressive.length - 2);
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    many.write(progressive, 0, progressive.length - 2);
    for (int i = 0; i < 1000; i++) {
      many.writeBytes(scan);
    }
    many.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD9});
    assertThat(refusal(many.toByteArray()).first().detail()).contains("scans");
  }

  @Test
  void aJpegForPrintingIsRefusedByName() {
    Raster cmyk =
        Raster.createInterleavedRaster(java.awt.image.DataBuffer.TYPE_BYTE, 20, 20, 4, null);
    byte[] upload = PhotoFixture.encoded("jpeg", new IIOImage(cmyk, null, null), false);
    assertThat(refusal(upload).first().detail()).contains("CMYK");
  }

  @Test
  void kindsOfJpegThatNoCameraWritesAreRefusedByName() {
    byte[] lossless = jpeg(16, 16);
    lossless[indexOf(lossless, 0xFF, 0xC0) + 1] = (byte) 0xC3;
    assertThat(refusal(lossless).first().detail()).contains("lossless");
    byte[] twelveBits = jpeg(16, 16);
    twelveBits[indexOf(twelveBits, 0xFF, 0xC0) + 4] = 12;
    assertThat(refusal(twelveBits).first().detail()).contains("8 bits");
  }

  @Test
  void nothingOfAPolyglotButItsPixelsGoesOn() {
    byte[] plain = jpeg(40, 30);
    byte[][] polyglots = {
      joined(plain, bytes(HTML)),
      withSegment(plain, 0xFE, bytes(HTML)),
      withSegment(plain, 0xED, bytes(HTML)),
      withExif(plain, bytes(HTML)),
      joined(png(40, 30), bytes(HTML)),
      rawPng(8, 8, 8, 0, chunk("tEXt", bytes("a\0" + HTML)), chunk("IDAT", deflated(72)))
    };
    for (byte[] polyglot : polyglots) {
      PhotoImage photo = images.read(polyglot, ZONE);
      assertThat(new String(photo.full(), StandardCharsets.ISO_8859_1)).doesNotContain("html");
      assertThat(new String(photo.thumbnail(), StandardCharsets.ISO_8859_1)).doesNotContain("html");
    }
    assertThat(images.read(polyglots[0], ZONE).full()).isEqualTo(images.read(plain, ZONE).full());
  }

  @Test
  void aPngWithAWrongSumOrAnUnknownPartIsRefused() {
    byte[] damaged = png(40, 30);
    damaged[indexOf(damaged, 'I', 'D', 'A', 'T') + 10] ^= 1;
    assertThat(refusal(damaged).first().detail()).contains("checksum", "IDAT");
    byte[] apples = rawPng(8, 8, 8, 0, chunk("CgBI", new byte[4]), chunk("IDAT", deflated(72)));
    assertThat(refusal(apples).first().detail()).contains("CgBI");
    assertThat(refusal(rawPng(8, 8, 8, 0)).first().detail()).contains("no image data");
    assertThat(refusal(rawPng(8, 8, 8, 3, chunk("IDAT", deflated(72)))).first().kind())
        .isEqualTo(FaultKind.BAD_INPUT);
  }
}
