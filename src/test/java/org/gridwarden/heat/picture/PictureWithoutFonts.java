package org.gridwarden.heat.picture;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Run by a test in a Java machine of its own, where fonts can't be had. */
final class PictureWithoutFonts {
  private PictureWithoutFonts() {}

  /**
   * @param args the PNG file to write
   */
  public static void main(String[] args) throws IOException {
    try (OutputStream out = Files.newOutputStream(Path.of(args[0]))) {
      PngFile.write(new HeatPicture().draw(PictureScene.chinese(600, 400)), out);
    }
    System.out.println("drawn");
    try {
      new Font("SansSerif", Font.PLAIN, 12)
          .getStringBounds("网格", new FontRenderContext(null, true, true));
      System.out.println("a font of the machine was to be had");
    } catch (Throwable none) {
      System.out.println("no font of the machine: " + none);
    }
  }
}
