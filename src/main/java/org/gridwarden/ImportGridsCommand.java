package org.gridwarden;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.gridwarden.fault.FaultException;
import org.gridwarden.geo.Crs;
import org.gridwarden.grid.GridImportOutcome;
import org.gridwarden.grid.GridImportRequest;
import org.gridwarden.grid.GridImportRequest.LevelFile;
import org.gridwarden.grid.GridVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gridwarden import grids}. */
@Command(
    name = "grids",
    description = {
      "Brings in grids: GeoJSON, Shapefile (.shp or .zip), GeoPackage or KML, one level a file.",
      "FIELD options take one name for every file, or one a file separated by commas."
    })
final class ImportGridsCommand implements Callable<Integer> {
  @Mixin private StoreOptions store;

  @Parameters(arity = "1..*", paramLabel = "FILE")
  private List<Path> files;

  @Option(names = "--level", required = true, split = ",", paramLabel = "N")
  private List<Integer> levels;

  @Option(names = "--layer", defaultValue = GridVersion.DEFAULT_LAYER, paramLabel = "NAME")
  private String layer;

  @Option(names = "--code", paramLabel = "FIELD", description = "field of the code (code)")
  private String code;

  @Option(names = "--name", paramLabel = "FIELD", description = "field of the name (name)")
  private String name;

  @Option(
      names = "--parent",
      paramLabel = "FIELD",
      description = "field of the parent's code or name (parent); without one, containment decides")
  private String parent;

  @Option(
      names = "--within",
      paramLabel = "CODE",
      description = "replace only what lies under this grid")
  private String within;

  @Option(names = "--crs", paramLabel = "C", description = "wgs84, cgcs2000, gcj02, bd09, EPSG:n")
  private String crs;

  @Option(names = "--encoding", paramLabel = "NAME", description = "encoding of the text")
  private String encoding;

  @Option(
      names = "--valid-from",
      paramLabel = "DATE",
      description = "from when on they hold (a first version: ever before; later ones: now)")
  private String validFrom;

  @Option(
      names = "--tolerance",
      paramLabel = "METRES",
      defaultValue = "1",
      description = "overlaps and slivers narrower than this are warnings (${DEFAULT-VALUE})")
  private double tolerance;

  @Option(names = "--repair", description = "close slivers, make invalid rings valid")
  private boolean repair;

  @Option(names = "--draft", description = "keep the version unpublished")
  private boolean draft;

  @Option(names = "--dry-run", description = "check everything, change nothing")
  private boolean dryRun;

  @Override
  public Integer call() {
    ConsoleProgress progress = ConsoleProgress.onStandardError();
    try (App app = App.open(store.config())) {
      GridImportRequest request =
          new GridImportRequest(
              levelFiles(),
              layer,
              within,
              crs == null ? null : Crs.parse(crs),
              charset(),
              moment(app),
              tolerance,
              repair,
              draft,
              dryRun);
      GridImportOutcome outcome = app.gridEditor().importFiles(request, progress);
      progress.end();
      GridImportReport.print(outcome, request, System.out, System.err);
      return 0;
    } finally {
      progress.end();
    }
  }

  private Instant moment(App app) {
    return validFrom == null ? null : app.moments().parse("valid-from", validFrom);
  }

  private List<LevelFile> levelFiles() {
    if (levels.size() != files.size()) {
      throw FaultException.badInput(
          "level",
          levels,
          "one level a file, in their order: there are " + files.size() + " files");
    }
    List<LevelFile> levelFiles = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      levelFiles.add(
          new LevelFile(
              files.get(i),
              levels.get(i),
              fieldOf("code", code, i),
              fieldOf("name", name, i),
              fieldOf("parent", parent, i)));
    }
    return levelFiles;
  }

  /** The i-th of "a,b,c", or the only one; null where it's empty. */
  private String fieldOf(String option, String value, int i) {
    if (value == null) {
      return null;
    }
    String[] parts = value.split(",", -1);
    if (parts.length != 1 && parts.length != files.size()) {
      throw FaultException.badInput(
          option, value, "give one field, or one a file (" + files.size() + ")");
    }
    String field = parts.length == 1 ? parts[0] : parts[i];
    return field.isBlank() ? null : field.strip();
  }

  private Charset charset() {
    if (encoding == null) {
      return null;
    }
    try {
      return Charset.forName(encoding);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      throw FaultException.badInput(
          "encoding", encoding, "unknown encoding; for example UTF-8, GBK, GB18030");
    }
  }
}
