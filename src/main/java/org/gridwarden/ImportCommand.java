package org.gridwarden;

import picocli.CommandLine.Command;

/** {@code gridwarden import ...}: brings files in, each all or nothing. */
@Command(
    name = "import",
    description = "Brings in grids, assignments or categories from files, all or nothing.",
    subcommands = {
      ImportGridsCommand.class,
      ImportAssignmentsCommand.class,
      ImportCategoriesCommand.class
    })
final class ImportCommand {}
