package org.gridwarden.problem.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.problem.Severity;
import org.gridwarden.responsibility.Category;
import org.gridwarden.responsibility.CategoryTree;
import org.gridwarden.table.TableWriter;
import org.gridwarden.time.LimitUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitFileTest {
  private static final CategoryTree TREE =
      new CategoryTree(
          List.of(
              new Category("other", "其他", null, null),
              new Category("3", "公用设施", null, null),
              new Category("3.2", "井盖缺失", null, "3")));

  @TempDir Path folder;

  private List<TimeLimit> read(String... lines) throws Exception {
    return LimitFile.read(
            Files.writeString(folder.resolve("limits.csv"), String.join("\n", lines)), TREE)
        .rows();
  }

  private List<Fault> faults(String... lines) {
    return catchThrowableOfType(FaultException.class, () -> read(lines)).faults();
  }

  @Test
  void readsWhatIsGivenAndTakesTheUsualForTheRest() throws Exception {
    assertThat(
            read(
                "category,severity,amount,unit,on_rework,on_transfer",
                "3.2,URGENT,2,Urgent_Hour,restart,Restart",
                "3,,1.5,WORK_DAY,,",
                ",serious,3650,calendar_day,keep,restart"))
        .containsExactly(
            new TimeLimit(
                "3.2", "urgent", 2, LimitUnit.URGENT_HOUR, ClockRule.RESTART, ClockRule.RESTART),
            new TimeLimit("3", "normal", 1.5, LimitUnit.WORK_DAY, ClockRule.KEEP, ClockRule.KEEP),
            new TimeLimit(
                null, "serious", 3650, LimitUnit.CALENDAR_DAY, ClockRule.KEEP, ClockRule.RESTART));
    assertThat(read("category,amount,unit")).isEmpty();
  }

  @Test
  void chineseHeadingsAndWordsSayTheSameInATableAndAWorkbook() throws Exception {
    List<String> headings = List.of("问题类别", "严重程度", "处置时限", "单位", "返工", "转派");
    List<List<String>> rows =
        List.of(
            List.of("3.2", "紧急", "2", "紧急工作时", "重新计时", "延续"),
            List.of("3", "严重", "4", "工作时", "延续", "重新计时"),
            List.of("other", "一般", "0.5", "自然日", "延续", "延续"),
            List.of("3", "一般", "3", "工作日", "延续", "延续"));
    Path workbook = folder.resolve("时限.xlsx");
    TableWriter.write(workbook, headings, rows);
    List<String> lines = new ArrayList<>(List.of(String.join(",", headings)));
    rows.forEach(row -> lines.add(String.join(",", row)));
    Path table = folder.resolve("gbk.csv");
    Files.write(table, String.join("\r\n", lines).getBytes(Charset.forName("GB18030")));
    assertThat(LimitFile.read(workbook, TREE).rows())
        .isEqualTo(LimitFile.read(table, TREE).rows())
        .extracting(TimeLimit::unit)
        .containsExactly(
            LimitUnit.URGENT_HOUR, LimitUnit.WORK_HOUR, LimitUnit.CALENDAR_DAY, LimitUnit.WORK_DAY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "9,normal,5,work_day,,|category|no such category; import categories first",
        "3,dreadful,5,work_day,,|severity|normal (一般), serious (严重), urgent (紧急)",
        "3,normal,,work_day,,|amount|a number above 0",
        "3,normal,0,work_day,,|amount|a number above 0",
        "3,normal,-1,work_day,,|amount|a number above 0",
        "3,normal,3650.1,work_day,,|amount|at most 3650",
        "3,normal,NaN,work_day,,|amount|a number above 0",
        "3,normal,1e3,work_day,,|amount|a number above 0",
        "3,normal,0.0000001,work_day,,|amount|at most 6 decimals",
        "3,normal,2h,work_day,,|amount|a number above 0",
        "3,normal,5,,,|unit|one of urgent_hour (紧急工作时), work_hour (工作时)",
        "3,normal,5,fortnight,,|unit|calendar_day (自然日)",
        "3,normal,5,work_day,maybe,|on_rework|keep (延续), restart (重新计时)",
        "3,normal,5,work_day,,maybe|on_transfer|keep (延续), restart (重新计时)",
      })
  void aFaultNamesItsLineItsFieldAndWhatWouldBeRight(String row, String field, String detail) {
    List<Fault> faults =
        faults("category,severity,amount,unit,on_rework,on_transfer", "other,,1,work_day,,", row);
    assertThat(faults)
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.file()).isEqualTo("limits.csv");
              assertThat(fault.line()).isEqualTo(3);
              assertThat(fault.field()).isEqualTo(field);
              assertThat(fault.detail()).contains(detail);
            });
  }

  @Test
  void everyFaultOfTheFileIsListed() {
    assertThat(
            faults(
                "category,severity,amount,unit,on_rework",
                "9,worst,none,eon,never",
                "3,,1,work_day,",
                "3,normal,2,work_hour,",
                ",,1,work_day,",
                ",一般,1,work_day,"))
        .extracting(fault -> fault.line() + " " + fault.field())
        .containsExactly(
            "2 category",
            "2 severity",
            "2 amount",
            "2 unit",
            "2 on_rework",
            "4 category",
            "6 category");
    assertThat(faults("category,amount,unit", "3,1,work_day", "3,2,work_day").get(0))
        .hasToString(
            "limits.csv:3: category: line 2 has a limit for this category and severity already"
                + " (got 3)");
  }

  @Test
  void headingsThatAreMissingOrUnknownAreRefused() {
    assertThat(faults("category,amount", "3,1")).extracting(Fault::field).containsExactly("unit");
    assertThat(faults("category,amount,unit,colour", "3,1,work_day,red"))
        .extracting(Fault::value)
        .containsExactly("colour");
    assertThatThrownBy(() -> LimitFile.read(folder.resolve("none.csv"), TREE))
        .hasMessageContaining("no such file");
  }

  @Test
  void aWorseProblemThatMayTakeLongerIsAWarning() throws Exception {
    List<TimeLimit> limits =
        read(
            "category,severity,amount,unit",
            "3,normal,2,work_day",
            "3,urgent,20,work_day",
            "3,serious,20,work_hour",
            ",normal,5,work_day",
            ",serious,6,work_day");
    assertThat(LimitFile.warnings(limits))
        .satisfiesExactly(
            warning -> assertThat(warning).contains("category 3: a urgent"),
            warning -> assertThat(warning).contains("(all): a serious"));
  }

  @Test
  void aDamagedFileIsReadOrRefusedNeverMore() throws Exception {
    byte[] good = Files.readAllBytes(Path.of("data/limits.csv"));
    long seed = new Random().nextLong();
    System.out.println("LimitFileTest seed " + seed);
    Random random = new Random(seed);
    Path file = folder.resolve("damaged.csv");
    for (int i = 0; i < 300; i++) {
      byte[] bytes = good.clone();
      for (int j = random.nextInt(4); j >= 0; j--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Files.write(file, bytes);
      try {
        LimitFile.read(file, TREE);
      } catch (FaultException refused) {
        assertThat(refused.faults()).as("seed " + seed).isNotEmpty();
      }
    }
  }

  @Test
  void aLimitThatCannotBeIsNotMade() {
    for (double amount : new double[] {0, -1, 3651, Double.NaN}) {
      assertThatThrownBy(() -> limit("normal", amount)).isInstanceOf(RuntimeException.class);
    }
    assertThatThrownBy(() -> limit("NORMAL", 1)).hasMessageContaining("NORMAL");
    for (Severity severity : Severity.values()) {
      assertThat(Severity.find(severity.chinese())).contains(severity);
      assertThat(limit(severity.code(), 1).severity()).isEqualTo(severity.code());
    }
  }

  private static TimeLimit limit(String severity, double amount) {
    return new TimeLimit(
        null, severity, amount, LimitUnit.WORK_DAY, ClockRule.KEEP, ClockRule.KEEP);
  }
}
