package org.gridwarden.grid;

import org.gridwarden.fault.Fault;
import org.locationtech.jts.geom.Geometry;

/**
 * A grid as a file tells of it, before its parent is known.
 *
 * @param parentValue what the parent field says, or null where containment decides
 * @param parentField the name of that field, for messages
 */
record GridCandidate(
    int level,
    String code,
    String name,
    String parentValue,
    String parentField,
    Geometry geometry,
    String file,
    String label) {

  Fault fault(String detail) {
    return Fault.badInput(detail).file(file).feature(label + " (code " + code + ")");
  }

  Grid withParent(String parent) {
    return new Grid(level, code, name, parent, geometry);
  }
}
