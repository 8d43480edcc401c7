package org.gridwarden.town;

import java.util.List;
import org.locationtech.jts.geom.Geometry;

/** A grid of the town. */
record TownGrid(
    int level,
    String code,
    String name,
    String parent,
    int residents,
    Geometry geometry,
    List<Integer> blocks) {}
