package org.gridwarden.store.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.gridwarden.store.Database;
import org.gridwarden.store.TestCluster;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every table of either database is carried over, or stands among those that aren't. */
class BackupTablesTest {
  @TempDir Path folder;

  private static Set<String> tables(Handle handle) {
    Set<String> names = new HashSet<>();
    try (ResultSet each =
        handle
            .getConnection()
            .getMetaData()
            .getTables(null, handle.getConnection().getSchema(), "%", new String[] {"TABLE"})) {
      while (each.next()) {
        names.add(each.getString("TABLE_NAME"));
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    return names;
  }

  private static void check(Database database) {
    database.read(
        handle -> {
          Set<String> known = new HashSet<>(Tables.IN_ORDER);
          known.addAll(Tables.LEFT_OUT.keySet());
          assertThat(known)
              .as("a new table belongs into Tables: carried over, or left out with the reason")
              .containsAll(tables(handle));
          assertThat(tables(handle)).containsAll(Tables.IN_ORDER);
          assertThat(StoredTables.schema(handle)).isEqualTo(Database.newestSchema());
          return null;
        });
  }

  @Test
  void everyTableIsKnown() {
    try (Database database = Database.open(Database.embeddedUrl(folder))) {
      check(database);
    }
  }

  @Test
  void everyTableIsKnownOnPostgresqlAndHasTheSameFields() {
    assumeTrue(TestCluster.isInstalled());
    try (Database database = Database.open(TestCluster.shared().newDatabase());
        Database embedded = Database.open(Database.embeddedUrl(folder))) {
      check(database);
      for (String table : Tables.IN_ORDER) {
        TableShape one = embedded.read(h -> TableShape.find(h, table).orElseThrow());
        TableShape other = database.read(h -> TableShape.find(h, table).orElseThrow());
        assertThat(other.fields()).as(table).isEqualTo(one.fields());
        assertThat(other.key()).as(table).isEqualTo(one.key());
        assertThat(other.columns().stream().filter(Column::refersToOwnTable).map(Column::name))
            .as(table)
            .isEqualTo(
                one.columns().stream().filter(Column::refersToOwnTable).map(Column::name).toList());
      }
    }
  }

  @Test
  void aDatabaseIsOpenedAtAnOlderSchemaAndBroughtUpToDate() {
    String url = Database.embeddedUrl(folder);
    try (Database database = Database.open(url, "7")) {
      assertThat(database.read(StoredTables::schema)).isEqualTo(7);
    }
    try (Database database = Database.open(url)) {
      assertThat(database.read(StoredTables::schema)).isEqualTo(Database.newestSchema());
    }
    try (Database database = Database.open(url, "7")) {
      assertThat(database.read(StoredTables::schema)).isEqualTo(Database.newestSchema());
    }
  }
}
