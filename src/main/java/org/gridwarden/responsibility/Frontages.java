package org.gridwarden.responsibility;

import java.util.ArrayList;
import java.util.List;
import org.gridwarden.geo.Ground;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.hprtree.HPRtree;

/** The strips in front of shops, found by position. Immutable and safe for many threads. */
final class Frontages {
  private final HPRtree tree = new HPRtree();
  private final Envelope extent = new Envelope();

  Frontages(List<Responsible> frontages) {
    for (Responsible responsible : frontages) {
      Assignment each = responsible.assignment();
      Envelope box = each.frontage().getEnvelopeInternal().copy();
      double lat = box.centre().y;
      box.expandBy(
          1.01 * each.widthMetres() / Ground.metresPerDegreeLon(lat),
          1.01 * each.widthMetres() / Ground.metresPerDegreeLat(lat));
      tree.insert(box, responsible);
      extent.expandToInclude(box);
    }
    if (!frontages.isEmpty()) {
      tree.build();
    }
  }

  /** Those whose strip holds the point, the edge of the strip included, of whatever time. */
  List<Responsible> at(double lon, double lat) {
    if (!extent.contains(lon, lat)) {
      return List.of();
    }
    List<Responsible> found = null;
    for (Object candidate : tree.query(new Envelope(lon, lon, lat, lat))) {
      Responsible responsible = (Responsible) candidate;
      Assignment each = responsible.assignment();
      if (Ground.distanceMetres(lon, lat, each.frontage()) <= each.widthMetres()) {
        found = found == null ? new ArrayList<>() : found;
        found.add(responsible);
      }
    }
    return found == null ? List.of() : found;
  }
}
