package org.gridwarden.heat.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine without fonts and without fontconfig, as small containers are. */
class NoFontTest {
  /**
   * What Java finds and reads fonts with. {@code java.awt.Font} itself is the type of a default in
   * every Graphics2D, and harmless while nobody asks it for a letter.
   */
  private static final Pattern FONTS_OF_THE_MACHINE =
      Pattern.compile(" sun\\.(font|awt)\\.\\S*(FontManager|Font2D|Scaler|FontConfig|FcFont)");

  @TempDir Path folder;

  @Test
  void aPictureIsTheSameWhereThereIsNoFont() throws IOException, InterruptedException {
    Path png = folder.resolve("picture.png");
    Path nothing =
        Files.writeString(
            folder.resolve("fonts.conf"),
            """
                <?xml version="1.0"?>
                <fontconfig></fontconfig>
                """);
    Path said = folder.resolve("said.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.awt.headless=true",
            "-Dsun.java2d.fontpath=/none",
            // Java remembers there what fontconfig once told it.
            "-Duser.home=" + folder,
            "-Xlog:class+load",
            "-cp",
            System.getProperty("java.class.path"),
            PictureWithoutFonts.class.getName(),
            png.toString());
    builder
        .environment()
        .putAll(
            Map.of(
                "FONTCONFIG_FILE", nothing.toString(),
                "FONTCONFIG_PATH", folder.toString(),
                "XDG_DATA_HOME", folder.toString()));
    Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

    String lines = Files.readString(said);
    assertThat(process.exitValue()).as(lines).isZero();
    assertThat(lines).contains("no font of the machine");
    String untilDrawn = lines.substring(0, lines.indexOf("drawn\n"));
    assertThat(untilDrawn).contains(" org.apache.fontbox.ttf.");
    assertThat(FONTS_OF_THE_MACHINE.matcher(untilDrawn).results().map(MatchResult::group))
        .as("classes loaded until the picture was drawn")
        .isEmpty();
    BufferedImage found = ImageIO.read(png.toFile());
    BufferedImage wanted = new HeatPicture().draw(PictureScene.chinese(600, 400));
    assertThat(GoldenPicture.different(found, wanted)).isZero();
  }
}
