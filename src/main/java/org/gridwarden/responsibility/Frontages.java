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

  Frontages(List<Assignment> frontages) {
    for (Assignment each : frontages) {
      Envelope box = each.frontage().getEnvelopeInternal().copy();
      double lat = box.centre().y;
      box.expandBy(
          1.01 * each.widthMetres() / Ground.metresPerDegreeLon(lat),
          1.01 * each.widthMetres() / Ground.metresPerDegreeLat(lat));
      tree.insert(box, each);
      extent.expandToInclude(box);
    }
    if (!frontages.isEmpty()) {
      tree.build();
    }
  }

  /** Those whose strip holds the point, the edge of the strip included, of whatever time. */
  List<Assignment> at(double lon, double lat) {
    if (!extent.contains(lon, lat)) {
      return List.of();
    }
    List<Assignment> found = null;
    for (Object candidate : tree.query(new Envelope(lon, lon, lat, lat))) {
      Assignment each = (Assignment) candidate;
      if (Ground.distanceMetres(lon, lat, each.frontage()) <= each.widthMetres()) {
        found = found == null ? new ArrayList<>() : found;
        found.add(each);
      }
    }
    return found == null ? List.of() : found;
  }
}
