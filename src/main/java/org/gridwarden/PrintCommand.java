package org.gridwarden;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.gridwarden.fault.FaultException;
import org.gridwarden.print.Paper;
import org.gridwarden.print.WallMaps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gridwarden print}: a wall map, without a server. */
@Command(
    name = "print",
    description = "Draws a wall map of a grid or the whole area: .pdf or .svg, up to A0.")
final class PrintCommand implements Callable<Integer> {
  @Mixin private StoreOptions store;

  @Option(names = "--grid", paramLabel = "CODE", description = "default: the whole area")
  private String grid;

  @Option(names = "--size", defaultValue = "A3", description = "A0 to A4 (${DEFAULT-VALUE})")
  private String size;

  @Option(names = "--portrait", description = "the longer side up")
  private boolean portrait;

  @Option(names = "--title", paramLabel = "TEXT", description = "of the sheet")
  private String title;

  @Option(
      names = "--contacts",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "with the table of who answers for which grid (default)")
  private boolean contacts;

  @Option(
      names = "--problems",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "with open problems (default)")
  private boolean problems;

  @Option(names = "--phones", description = "also phones that don't hang in the street")
  private boolean phones;

  @Option(names = "--lang", defaultValue = "zh-CN", description = "zh-CN or en (${DEFAULT-VALUE})")
  private String language;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = ".pdf or .svg")
  private Path out;

  @Override
  public Integer call() throws IOException {
    String name = out.getFileName().toString().toLowerCase(Locale.ROOT);
    boolean pdf = name.endsWith(".pdf");
    if (!pdf && !name.endsWith(".svg")) {
      throw FaultException.badInput("out", out, "a file that ends in .pdf or .svg");
    }
    WallMaps.Wish wish =
        new WallMaps.Wish(
            grid, Paper.parse("size", size), portrait, title, contacts, problems, phones, language);
    try (App app = App.open(store.config());
        OutputStream file = Files.newOutputStream(out)) {
      app.wallMaps().write(wish, null, pdf ? WallMaps.Format.PDF : WallMaps.Format.SVG, file);
    }
    return 0;
  }
}
