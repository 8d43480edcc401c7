package org.gridwarden.grid.coverage;

import java.util.List;
import java.util.Locale;
import org.gridwarden.geo.LonLat;
import org.locationtech.jts.geom.Geometry;

/**
 * One fault of the coverage.
 *
 * @param place a point within the fault
 * @param areaSquareMetres 0 where the fault has no area
 * @param widthMetres of its widest part, 0 where it has none
 * @param grids the codes of the grids concerned
 * @param geometry its shape in WGS-84 degrees, or the place as a point
 */
public record CoverageFault(
    Kind kind,
    Severity severity,
    LonLat place,
    double areaSquareMetres,
    double widthMetres,
    List<String> grids,
    String detail,
    Geometry geometry) {

  /** What is wrong. */
  public enum Kind {
    /** A ring crosses or touches itself, or lies outside its shell. */
    INVALID_RING,
    DUPLICATE_CODE,
    UNKNOWN_PARENT,
    /** A grid below level 1 that no grid one level up holds for the greater part. */
    MISSING_PARENT,
    OVERLAP,
    OUTSIDE_PARENT,
    /** Part of the covered area that no grid of the level holds. */
    GAP,
    /** A gap narrower than the tolerance. */
    SLIVER;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** An error refuses an import, a warning doesn't. */
  public enum Severity {
    ERROR,
    WARNING;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public CoverageFault {
    grids = List.copyOf(grids);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  @Override
  public String toString() {
    String size =
        areaSquareMetres > 0
            ? String.format(
                Locale.ROOT, " (%.1f m², up to %.2f m wide)", areaSquareMetres, widthMetres)
            : "";
    return String.format(
        Locale.ROOT,
        "%s at %.7f,%.7f: %s: %s%s",
        kind.code(),
        place.lon(),
        place.lat(),
        String.join(", ", grids),
        detail,
        size);
  }
}
