package org.gridwarden;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The imports of rules that are data. */
final class ImportRulesCommand {
  private ImportRulesCommand() {}

  /** {@code gridwarden import recurrence}. */
  @Command(
      name = "recurrence",
      description = "Brings in how near is the same spot, and how soon a problem is a return.")
  static final class Recurrence implements Callable<Integer> {
    @Mixin private StoreOptions store;

    @Parameters(
        paramLabel = "FILE",
        description = "category, similar_metres, return_metres, return_days")
    private Path file;

    @Option(names = "--dry-run", description = "check everything, change nothing")
    private boolean dryRun;

    @Override
    public Integer call() {
      try (App app = App.open(store.config())) {
        int count =
            app.problemRules().importRecurrences(file, app.duties().categories(), dryRun).size();
        System.out.println((dryRun ? "dry run: " : "") + count + " rules of recurrence");
        return 0;
      }
    }
  }

  /** {@code gridwarden import escalation}. */
  @Command(
      name = "escalation",
      description = "Brings in when problems go one level up; replaces all such rules.")
  static final class Escalation implements Callable<Integer> {
    @Mixin private StoreOptions store;

    @Parameters(paramLabel = "FILE", description = "trigger, step, amount, unit")
    private Path file;

    @Option(names = "--dry-run", description = "check everything, change nothing")
    private boolean dryRun;

    @Override
    public Integer call() {
      try (App app = App.open(store.config())) {
        int count = app.problemRules().importEscalations(file, dryRun).size();
        System.out.println((dryRun ? "dry run: " : "") + count + " rules of escalation");
        return 0;
      }
    }
  }
}
