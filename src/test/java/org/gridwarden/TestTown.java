package org.gridwarden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.gridwarden.store.TestStore;

/**
 * The sample town and its accounts for tests: loaded once in a process, through the imports that
 * everybody uses, and copied to each test.
 */
final class TestTown {
  private static Path loaded;

  private TestTown() {}

  /** Settings for a folder of one's own, which holds the town when it held nothing before. */
  static synchronized Config in(Path data) {
    if (TestStore.isNew(data)) {
      if (loaded == null) {
        loaded = load();
      }
      TestStore.copyDatabase(loaded, data);
      copy(loaded, data);
    }
    return Config.of(data, TestStore.url(data));
  }

  private static Path load() {
    try {
      Path folder = Files.createTempDirectory("gridwarden-town");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
      try (App app = App.open(Config.of(folder, TestStore.url(folder)))) {
        SampleTown.loadWhereEmpty(app);
        DemoAccounts.addWhereNone(app, null);
      }
      return folder;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void copy(Path source, Path target) {
    try {
      Files.walkFileTree(
          source,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes any)
                throws IOException {
              Files.createDirectories(target.resolve(source.relativize(folder)));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes any)
                throws IOException {
              Files.copy(file, target.resolve(source.relativize(file)));
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
