package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/** Imports for tests of other packages. */
public final class SampleImports {
  private SampleImports() {}

  /** Brings in level 1 of the default layer, as the command does. */
  public static void grids(Path data, Path file) {
    grids(data, file, 1);
  }

  /** Brings in one level of the default layer, as the command does. */
  public static void grids(Path data, Path file, int level) {
    CommandRun run = CommandRun.of(data, "import", "grids", file.toString(), "--level", "" + level);
    assertThat(run.status()).as(run.err()).isZero();
  }
}
