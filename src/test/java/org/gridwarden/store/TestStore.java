package org.gridwarden.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The database that a test runs on: the embedded one, or with {@code
 * -Dgridwarden.test.database=postgresql} one of its own in a private PostgreSQL. So every test that
 * asks here runs on both.
 */
public final class TestStore {
  private static final Map<Path, String> URLS = new ConcurrentHashMap<>();

  private TestStore() {}

  public static boolean isPostgresql() {
    return "postgresql".equals(System.getProperty("gridwarden.test.database"));
  }

  /** The same for the same folder, new for another. */
  public static String url(Path folder) {
    return isPostgresql()
        ? URLS.computeIfAbsent(folder.toAbsolutePath(), any -> TestCluster.shared().newDatabase())
        : Database.embeddedUrl(folder);
  }

  /** Whether nothing has been kept for a folder yet. */
  public static boolean isNew(Path folder) {
    return isPostgresql()
        ? !URLS.containsKey(folder.toAbsolutePath())
        : !Files.exists(Path.of(Database.embeddedUrl(folder).replace("jdbc:sqlite:", "")));
  }

  /**
   * Gives a new folder a database like that of another, which nobody has open. Where the database
   * is a file, copying the folder is all that is needed.
   */
  public static void copyDatabase(Path source, Path folder) {
    if (isPostgresql()) {
      TestCluster.shared().keep(url(source));
      URLS.put(folder.toAbsolutePath(), TestCluster.shared().copyOf(url(source)));
    }
  }

  /** Runs a statement as PostgreSQL's superuser, on the database of a folder. */
  public static void administer(Path folder, String sql) {
    String url = url(folder);
    TestCluster.shared().administer(TestCluster.name(url), sql);
  }

  public static Database open(Path folder) {
    return Database.open(url(folder));
  }
}
