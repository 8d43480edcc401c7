package org.gridwarden.responsibility;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.gridwarden.table.TableWriter;
import org.gridwarden.time.Moments;

/** Writes assignments to a table that can be brought in again as it is. */
public final class AssignmentExport {
  /** Those that the file which brings assignments in has, but for a frontage's lon and lat. */
  public static final List<String> COLUMNS =
      List.of(
          "grid",
          "role",
          "party",
          "kind",
          "phone",
          "public_phone",
          "party_id",
          "category",
          "valid_from",
          "valid_to",
          "wkt",
          "width_metres");

  private AssignmentExport() {}

  /**
   * @return how many were written
   * @throws org.gridwarden.fault.FaultException for another ending than .csv or .xlsx
   */
  public static int write(DutySnapshot duties, Path file, Moments moments) throws IOException {
    List<List<Object>> rows = rows(duties, moments);
    TableWriter.write(file, COLUMNS, rows);
    return rows.size();
  }

  /** Of whatever time, one after the other as {@link #COLUMNS} has them. */
  public static List<List<Object>> rows(DutySnapshot duties, Moments moments) {
    return duties.list().stream().map(each -> row(each, moments)).toList();
  }

  private static List<Object> row(Assignment assignment, Moments moments) {
    Party party = assignment.party();
    boolean isFrontage = assignment.frontage() != null;
    return Arrays.asList(
        assignment.grid(),
        assignment.role().code(),
        party.name(),
        party.kind().code(),
        party.phone(),
        party.publicPhone(),
        party.id(),
        assignment.category(),
        text(assignment.validFrom(), moments),
        text(assignment.validTo(), moments),
        isFrontage ? assignment.frontage().toText() : null,
        isFrontage ? assignment.widthMetres() : null);
  }

  private static String text(Instant moment, Moments moments) {
    return moment == null ? null : moments.format(moment);
  }
}
