package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/** Imports for tests of other packages. */
public final class SampleImports {
  private SampleImports() {}

  /** Brings in level 1 of the default layer, as the command does. */
  public static void grids(Path data, Path file) {
    assertThat(
            GridwardenCommand.run(
                "import", "grids", file.toString(), "--level", "1", "--data", data.toString()))
        .isZero();
  }
}
