package org.gridwarden.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gridwarden.fault.FaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DayHoursTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "08:30-12:00,13:30-18:00|08:30-12:00,13:30-18:00",
        "8:30 - 12:00 , 13:30 - 24:00|08:30-12:00,13:30-24:00",
        "０８：３０－１２：００，１３：３０－１８：００|08:30-12:00,13:30-18:00",
        "8:30至12:00、13:30至18:00|08:30-12:00,13:30-18:00",
        "00:00-24:00|00:00-24:00",
        "08:00-12:00,12:00-16:00|08:00-12:00,12:00-16:00",
      })
  void readsHoursAsPeopleWriteThem(String text, String hours) {
    assertThat(DayHours.parse("hours", text)).hasToString(hours);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "08:30",
        "08:30-",
        "08:30-12:00,",
        "12:00-08:30",
        "08:30-08:30",
        "08:30-24:01",
        "08:60-12:00",
        "13:30-18:00,08:30-12:00",
        "08:30-12:00,11:59-18:00",
        "-1:00-12:00",
        "8.30-12.00",
        "closed"
      })
  void refusesWhatIsNoHoursByTheFieldsName(String text) {
    assertThatThrownBy(() -> DayHours.parse("hours", text))
        .isInstanceOf(FaultException.class)
        .hasMessageStartingWith("hours: not working hours")
        .hasMessageContaining("08:30-12:00,13:30-18:00");
  }

  @Test
  void unitsAreFoundByCodeInAnyCaseAndByTheirChineseNames() {
    for (LimitUnit unit : LimitUnit.values()) {
      assertThat(LimitUnit.find(unit.code())).contains(unit);
      assertThat(LimitUnit.find(unit.name())).contains(unit);
      assertThat(LimitUnit.find(unit.chinese())).contains(unit);
    }
    assertThat(LimitUnit.find("工作时")).contains(LimitUnit.WORK_HOUR);
    assertThat(LimitUnit.find("fortnight")).isEmpty();
    assertThat(LimitUnit.find(null)).isEmpty();
  }
}
