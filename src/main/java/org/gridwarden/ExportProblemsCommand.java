package org.gridwarden;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.gridwarden.people.AccountRole;
import org.gridwarden.problem.Actor;
import org.gridwarden.problem.ProblemTables;
import org.gridwarden.problem.index.Order;
import org.gridwarden.problem.index.Query;
import org.gridwarden.table.TableKind;
import org.gridwarden.table.TableWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The exports of problems and of their ledger; the operator at the machine sees all. */
final class ExportProblemsCommand {
  private static final Actor OPERATOR =
      new Actor(null, null, AccountRole.ADMIN, null, Set.of(), null);

  private ExportProblemsCommand() {}

  /** Writes the rows of a table. */
  @FunctionalInterface
  private interface Rows {
    void write(TableWriter table) throws IOException;
  }

  private static void write(Path file, List<String> columns, Rows rows) throws IOException {
    String name = file.getFileName().toString();
    TableKind.ofName(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      TableWriter table = TableWriter.named(name, out, columns);
      rows.write(table);
      // Closed only now: a table whose rows broke off is left unfinished, and shows it.
      table.close();
    }
  }

  /** {@code gridwarden export problems}. */
  @Command(
      name = "problems",
      description = "Writes all problems to .csv, .xlsx, .geojson or .gpkg.")
  static final class Problems implements Callable<Integer> {
    @Mixin private StoreOptions store;

    @Option(names = "--out", required = true, paramLabel = "FILE")
    private Path out;

    @Override
    public Integer call() throws IOException {
      try (App app = App.open(store.config())) {
        ProblemTables tables = app.problemDesk().tables(app.moments());
        if (out.toString().endsWith(".geojson")) {
          tables.writeGeoJson(out, Query.ALL, Order.NEWEST, OPERATOR);
        } else if (out.toString().endsWith(".gpkg")) {
          tables.writeGeoPackage(out, Query.ALL, Order.NEWEST, OPERATOR);
        } else {
          write(
              out,
              ProblemTables.problemColumns(),
              table -> tables.writeProblems(table, Query.ALL, Order.NEWEST, OPERATOR));
        }
        System.out.println(
            app.problemDesk().problems().index().size() + " problems written to " + out);
        return 0;
      }
    }
  }

  /** {@code gridwarden export ledger}. */
  @Command(name = "ledger", description = "Writes the ledger of all problems to .csv or .xlsx.")
  static final class Ledger implements Callable<Integer> {
    @Mixin private StoreOptions store;

    @Option(names = "--out", required = true, paramLabel = "FILE")
    private Path out;

    @Override
    public Integer call() throws IOException {
      try (App app = App.open(store.config())) {
        ProblemTables tables = app.problemDesk().tables(app.moments());
        write(
            out,
            ProblemTables.ledgerColumns(),
            table -> tables.writeLedger(table, Query.ALL, Order.NEWEST, OPERATOR));
        System.out.println("The ledger is written to " + out);
        return 0;
      }
    }
  }
}
