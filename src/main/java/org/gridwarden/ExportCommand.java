package org.gridwarden;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.gridwarden.grid.GridExport;
import org.gridwarden.grid.GridSnapshot;
import org.gridwarden.grid.GridVersion;
import org.gridwarden.responsibility.AssignmentExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gridwarden export ...}: writes what is held to files. */
@Command(
    name = "export",
    description = "Writes grids, assignments, problems or the ledger to a file.",
    subcommands = {
      ExportCommand.ExportGrids.class,
      ExportCommand.ExportAssignments.class,
      ExportProblemsCommand.Problems.class,
      ExportProblemsCommand.Ledger.class
    })
final class ExportCommand {

  /** {@code gridwarden export grids}. */
  @Command(name = "grids", description = "Writes the grids to .geojson, .gpkg, .csv or .xlsx.")
  static final class ExportGrids implements Callable<Integer> {
    @Mixin private StoreOptions store;

    @Option(names = "--layer", defaultValue = GridVersion.DEFAULT_LAYER, paramLabel = "NAME")
    private String layer;

    @Option(names = "--at", paramLabel = "MOMENT", description = "as of this moment (now)")
    private String at;

    @Option(names = "--out", required = true, paramLabel = "FILE")
    private Path out;

    @Override
    public Integer call() throws IOException {
      try (App app = App.open(store.config())) {
        Instant moment = at == null ? app.clock().instant() : app.moments().parse("at", at);
        GridSnapshot grids = app.grids().at(layer, moment);
        GridExport.write(grids, out);
        System.out.println(grids.all().size() + " grids written to " + out);
        return 0;
      }
    }
  }

  /** {@code gridwarden export assignments}. */
  @Command(
      name = "assignments",
      description = "Writes who holds which role to .csv or .xlsx, as import takes it.")
  static final class ExportAssignments implements Callable<Integer> {
    @Mixin private StoreOptions store;

    @Option(names = "--layer", defaultValue = GridVersion.DEFAULT_LAYER, paramLabel = "NAME")
    private String layer;

    @Option(names = "--out", required = true, paramLabel = "FILE")
    private Path out;

    @Override
    public Integer call() throws IOException {
      try (App app = App.open(store.config())) {
        int count = AssignmentExport.write(app.duties().of(layer), out, app.moments());
        System.out.println(count + " assignments written to " + out);
        return 0;
      }
    }
  }
}
