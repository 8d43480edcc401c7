package org.gridwarden;

import picocli.CommandLine.Command;

/** {@code gridwarden import ...}: brings files in, each all or nothing. */
@Command(
    name = "import",
    description = "Brings in grids, assignments, categories, limits or a calendar, all or nothing.",
    subcommands = {
      ImportGridsCommand.class,
      ImportAssignmentsCommand.class,
      ImportProblemsCommand.class,
      ImportRulesCommand.Recurrence.class,
      ImportRulesCommand.Escalation.class,
      ImportCategoriesCommand.class,
      ImportLimitsCommand.class,
      ImportResidentsCommand.class,
      ImportCalendarCommand.class
    })
final class ImportCommand {}
