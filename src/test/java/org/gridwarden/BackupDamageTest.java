package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.gridwarden.store.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup that isn't to the last byte what was written is refused before anything is touched. */
class BackupDamageTest {
  private static final int FLIPS = 200;
  private static final int CUTS = 50;

  @TempDir Path folder;
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void noFlippedByteAndNoCutGoesUnnoticed() throws Exception {
    System.out.println("seed " + seed);
    Path data = folder.resolve("data");
    BackupScene scene = BackupScene.make(data, Database.embeddedUrl(data));
    Path file = folder.resolve("whole.zip");
    assertThat(CommandRun.on(data, scene.url(), "backup", file.toString()).status()).isZero();
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < FLIPS; i++) {
      byte[] flipped = whole.clone();
      // The first and the last bytes too, where the file says what it is.
      int at =
          switch (i % 10) {
            case 0 -> random.nextInt(64);
            case 1 -> whole.length - 1 - random.nextInt(200);
            default -> random.nextInt(whole.length);
          };
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      refused(flipped, "seed " + seed + ", byte " + at);
    }
    for (int i = 0; i < CUTS; i++) {
      int length = i < 3 ? new int[] {0, 63, whole.length - 1}[i] : random.nextInt(whole.length);
      refused(Arrays.copyOf(whole, length), "seed " + seed + ", cut at " + length);
    }
    refused(Arrays.copyOf(whole, whole.length + 1), "one more byte");
  }

  private void refused(byte[] bytes, String what) throws Exception {
    Path file = folder.resolve("damaged.zip");
    Path target = folder.resolve("target");
    Files.write(file, bytes);
    CommandRun run =
        CommandRun.on(target, Database.embeddedUrl(target), "restore", file.toString());
    assertThat(run.status()).as(what).isEqualTo(2);
    assertThat(run.err()).as(what).contains("damaged.zip").contains("damaged, or no backup");
    assertThat(target).as(what).doesNotExist();
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    CommandRun run =
        CommandRun.on(
            folder.resolve("x"), Database.embeddedUrl(folder), "restore", folder + "/none.zip");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("none.zip").contains("no such file");
  }
}
