package org.gridwarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowStreamStoreTest {
  private static final Instant BEFORE_1970 = Instant.parse("1969-12-31T23:59:59.999Z");
  private static final Instant LATE = Instant.parse("2026-11-28T08:30:00.123Z");

  @TempDir Path folder;

  @Test
  void everyTypeComesAsItWasWritten() {
    try (Database database = TestStore.open(folder)) {
      String sql =
          "select 'a' as text, '东皋镇🏠' as code, 1 as whole, cast(0.1 as double precision) as number, "
              + moment(LATE)
              + " as at union all select null, null, -2147483648, cast(-180 as double precision), "
              + moment(null)
              + " union all select '', '', 0, cast(0 as double precision), "
              + moment(BEFORE_1970);
      List<List<Object>> rows = database.read(handle -> rows(handle, sql));
      assertThat(rows).hasSize(3);
      assertThat(rows.get(0)).containsExactly("a", "东皋镇🏠", 1, 0.1, LATE.toEpochMilli());
      assertThat(rows.get(1)).containsExactly(null, null, Integer.MIN_VALUE, -180.0, -7L);
      assertThat(rows.get(2)).containsExactly("", "", 0, 0.0, -1L);
    }
  }

  @Test
  void aResultMayBeEmptyAndAStreamBeLeftBeforeItsEnd() {
    try (Database database = TestStore.open(folder)) {
      database.read(
          handle -> {
            assertThat(count(handle, "select 1 where 1 = 2", 10)).isZero();
            assertThat(count(handle, many(100_000), 10)).isEqualTo(10);
            assertThat(count(handle, many(100_000), Integer.MAX_VALUE)).isEqualTo(100_000);
            return null;
          });
    }
  }

  @Test
  void whatIsNoQueryIsRefusedAndTheConnectionGoesOn() {
    try (Database database = TestStore.open(folder)) {
      database.read(
          handle -> {
            assertThatThrownBy(() -> count(handle, "select one from absent", 1))
                .hasRootCauseInstanceOf(SQLException.class)
                .hasMessageContaining("absent");
            return null;
          });
      database.read(
          handle -> {
            assertThat(count(handle, many(3), 10)).isEqualTo(3);
            return null;
          });
    }
  }

  private static List<List<Object>> rows(Handle handle, String sql) {
    try (RowStream stream = RowStream.of(handle, sql)) {
      List<List<Object>> rows = new ArrayList<>();
      while (stream.next()) {
        String text = stream.text();
        String code = stream.code();
        rows.add(Arrays.asList(text, code, stream.integer(), stream.number(), stream.millis(-7)));
      }
      return rows;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static int count(Handle handle, String sql, int most) {
    try (RowStream stream = RowStream.of(handle, sql)) {
      int count = 0;
      while (count < most && stream.next()) {
        count++;
      }
      return count;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static String many(int rows) {
    return "with recursive n(i) as (select 1 union all select i + 1 from n where i < "
        + rows
        + ") select i from n";
  }

  private static String moment(Instant moment) {
    if (TestStore.isPostgresql()) {
      return "cast(" + (moment == null ? "null" : "'" + moment + "'") + " as timestamptz)";
    }
    return moment == null ? "null" : String.valueOf(moment.toEpochMilli());
  }
}
