package org.gridwarden.responsibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.gridwarden.fault.FaultException;
import org.gridwarden.store.Database;
import org.gridwarden.store.TestStore;
import org.gridwarden.time.Moments;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Assignments from tables into the store and back. */
class DutiesStoreTest {
  private static final Moments MOMENTS = Moments.of("Asia/Shanghai");
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  @TempDir Path folder;
  private Database database;
  private Duties duties;

  @BeforeEach
  void open() {
    database = TestStore.open(folder);
    duties = new Duties(database, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Duties.Outcome bringIn(String... lines) {
    try {
      Path file = Files.writeString(folder.resolve("a.csv"), String.join("\n", lines));
      return duties.importAssignments(file, "default", List.of("A", "B")::contains, MOMENTS, false);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private List<String> holding(String grid) {
    return duties.of("default").ofGrid(grid).stream()
        .filter(each -> each.assignment().validAt(NOW))
        .map(each -> each.party().name())
        .sorted()
        .toList();
  }

  @Test
  void theSameRowsTwiceChangeNothingAndANewEndEndsThem() {
    Duties.Outcome first =
        bringIn("grid,role,party,valid_from", "A,grid_chief,甲,2026-01-01", "B,grid_chief,乙,");
    assertThat(first.added()).isEqualTo(2);
    assertThat(first.parties()).isEqualTo(2);
    Duties.Outcome again =
        bringIn("grid,role,party,valid_from", "B,grid_chief,乙,", "A,grid_chief,甲,2026-01-01");
    assertThat(again.added() + again.updated() + again.parties()).isZero();
    assertThat(again.unchanged()).isEqualTo(2);
    Duties.Outcome ended =
        bringIn("grid,role,party,valid_from,valid_to", "A,grid_chief,甲,2026-01-01,2026-05-01");
    assertThat(ended.updated()).isEqualTo(1);
    assertThat(holding("A")).isEmpty();
    assertThat(holding("B")).containsExactly("乙");
    Duties fresh = new Duties(database, Clock.systemUTC());
    assertThat(fresh.of("default").size()).isEqualTo(2);
    assertThat(fresh.of("default").ofGrid("A").get(0).assignment().validTo())
        .isEqualTo(Instant.parse("2026-04-30T16:00:00Z"));
  }

  @Test
  void oneNameWithTwoPhonesIsTwoPeopleAndAWarning() {
    Duties.Outcome outcome =
        bringIn(
            "grid,role,party,phone", "A,grid_chief,李明,13800000001", "B,grid_chief,李明,13800000002");
    assertThat(outcome.parties()).isEqualTo(2);
    assertThat(outcome.warnings()).singleElement().asString().contains("李明");
    assertThat(
            bringIn("grid,role,party,party_id", "A,grid_worker,王五,p7", "B,grid_worker,王五,p7")
                .parties())
        .isEqualTo(1);
  }

  @Test
  void aWorkbookAndATableWithChineseHeadingsSayTheSame() throws Exception {
    String[][] rows = {
      {"网格", "角色", "责任人", "类型", "电话", "公示电话", "生效日期"},
      {"A", "网格长", "赵一", "人员", "13800000001", "0371-1", "2026-01-01"},
      {"A", "包抓共建单位", "区图书馆", "单位", "", "0371-2", ""},
      {"B", "包抓领导", "钱二", "", "", "", ""}
    };
    Path xlsx = folder.resolve("包抓共建.xlsx");
    try (OutputStream out = Files.newOutputStream(xlsx);
        Workbook book = new Workbook(out, "test", "1.0")) {
      Worksheet sheet = book.newWorksheet("台账");
      for (int row = 0; row < rows.length; row++) {
        for (int column = 0; column < rows[row].length; column++) {
          sheet.value(row, column, rows[row][column]);
        }
      }
    }
    Duties.Outcome fromWorkbook =
        duties.importAssignments(xlsx, "default", List.of("A", "B")::contains, MOMENTS, false);
    assertThat(fromWorkbook.added()).isEqualTo(3);
    assertThat(holding("A")).containsExactly("区图书馆", "赵一");
    String[] lines = new String[rows.length];
    for (int row = 0; row < rows.length; row++) {
      lines[row] = String.join(",", rows[row]);
    }
    Duties.Outcome fromTable = bringIn(lines);
    assertThat(fromTable.added() + fromTable.updated()).isZero();
    assertThat(fromTable.unchanged()).isEqualTo(3);
  }

  @Test
  void shopsHaveAStripByShapeOrByPositionAndDepartmentsNeedNoGrid() {
    Duties.Outcome outcome =
        bringIn(
            "grid,role,party,category,wkt,lon,lat,width_metres",
            "A,frontage,面馆,,\"LINESTRING (113.6 33.4, 113.601 33.4)\",,,5",
            "A,frontage,药店,,,113.61,33.41,8",
            ",lead_unit,区城管局,other,,,,");
    assertThat(outcome.added()).isEqualTo(3);
    DutySnapshot snapshot = duties.of("default");
    assertThat(snapshot.frontagesAt(113.6005, 33.40003))
        .extracting(each -> each.party().name())
        .containsExactly("面馆");
    assertThat(snapshot.frontagesAt(113.61, 33.41005)).hasSize(1);
    assertThat(snapshot.frontagesAt(113.61, 33.4102)).isEmpty();
    assertThat(snapshot.everywhere()).hasSize(1);
    assertThatThrownBy(
            () -> bringIn("grid,role,party,category", ",lead_unit,区城管局,", ",grid_chief,甲,other"))
        .isInstanceOf(FaultException.class)
        .satisfies(refused -> assertThat(((FaultException) refused).faults()).hasSize(2));
    assertThatThrownBy(
            () ->
                bringIn(
                    "grid,role,party,wkt,width_metres",
                    "A,frontage,面馆,\"LINESTRING (113.6\",5",
                    "A,frontage,面馆,,5",
                    "A,frontage,面馆,POINT (113.6 33.4),-1"))
        .isInstanceOf(FaultException.class)
        .satisfies(refused -> assertThat(((FaultException) refused).faults()).hasSize(4));
  }

  @Test
  void categoriesMakeATreeAndACircleIsRefused() throws Exception {
    Path good =
        Files.writeString(folder.resolve("c.csv"), "code,name,parent,name_en\n2,甲,1,A\n1,乙,,B\n");
    assertThat(duties.importCategories(good, false).added()).isEqualTo(2);
    assertThat(duties.categories().lineage("2")).containsExactly("2", "1");
    assertThat(duties.importCategories(good, false).unchanged()).isEqualTo(2);
    Path circle = Files.writeString(folder.resolve("d.csv"), "code,name,parent\n3,丙,4\n4,丁,3\n");
    assertThatThrownBy(() -> duties.importCategories(circle, false))
        .isInstanceOf(FaultException.class);
    Path unknown = Files.writeString(folder.resolve("e.csv"), "code,name,parent\n5,戊,nobody\n");
    assertThatThrownBy(() -> duties.importCategories(unknown, false))
        .hasMessageContaining("nobody");
    Path under = Files.writeString(folder.resolve("f.csv"), "code,name,parent\n1,乙,2\n");
    for (boolean dryRun : new boolean[] {true, false}) {
      assertThatThrownBy(() -> duties.importCategories(under, dryRun))
          .as("2 stands already, under 1")
          .hasMessageContaining("descends from itself");
    }
    assertThat(duties.categories().list()).hasSize(3);
    assertThat(duties.categories().lineage("2")).containsExactly("2", "1");
  }
}
