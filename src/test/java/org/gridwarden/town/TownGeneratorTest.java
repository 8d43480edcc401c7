package org.gridwarden.town;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TownGeneratorTest {
  @TempDir Path folder;

  @Test
  void theSameSeedGivesTheVeryFilesThatAreCommitted() throws Exception {
    TownGenerator.write(folder, TownGenerator.SEED);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        assertThat(Path.of("data").resolve(file.getFileName())).hasSameBinaryContentAs(file);
      }
    }
  }

  @Test
  void theTreeOfCategoriesHasItsSevenFiftyEightAndOneHundredEighteen() {
    long[] counts = new long[4];
    Categories.rows().stream().skip(1).forEach(row -> counts[row[0].split("\\.").length]++);
    assertThat(counts).containsExactly(0, 7, 58, 118);
  }
}
