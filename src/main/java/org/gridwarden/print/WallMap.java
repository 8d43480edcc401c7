package org.gridwarden.print;

import java.time.LocalDate;
import java.util.List;
import org.gridwarden.problem.TimeState;
import org.locationtech.jts.geom.Geometry;

/**
 * What a wall map shows. Positions are WGS-84 degrees, longitude first.
 *
 * @param title of the sheet, a person's words
 * @param ground the area's base map, what lies lowest first; empty where there is none
 * @param places grids of all levels within, the coarsest first
 * @param spots open problems
 * @param confidential whether phones stand on it that don't hang in the street
 */
record WallMap(
    String title,
    LocalDate drawnOn,
    List<Ground> ground,
    List<Place> places,
    List<Spot> spots,
    boolean confidential,
    String language) {

  /** A piece of the base map: its kind as the base map names it. */
  record Ground(String kind, Geometry shape) {}

  /**
   * A grid and who answers for it.
   *
   * @param contacts by role, in the order of precedence
   */
  record Place(int level, String code, String name, Geometry shape, List<Contact> contacts) {}

  /**
   * @param role as people call it, in the language of the map
   * @param phone null for none
   */
  record Contact(String role, String name, String phone) {}

  record Spot(double lon, double lat, TimeState state) {}
}
