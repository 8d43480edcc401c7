package org.gridwarden.store;

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

  /** Runs a statement as PostgreSQL's superuser, on the database of a folder. */
  public static void administer(Path folder, String sql) {
    String url = url(folder);
    TestCluster.shared().administer(url.replaceAll(".*/|[?].*", ""), sql);
  }

  public static Database open(Path folder) {
    return Database.open(url(folder));
  }
}
