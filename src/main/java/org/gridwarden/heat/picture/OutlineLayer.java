package org.gridwarden.heat.picture;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.TopologyException;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * Borders of grids, and their names where these have room: within the visible part of their grid,
 * apart from panels, piles and each other; the coarsest grids and the larger ones first.
 */
final class OutlineLayer {
  private static final Color LINE = new Color(0x6b7885);
  private static final double[] WIDTHS = {2, 1.5, 1};
  private static final double GAP = 4;

  /** A vertex nearer to the last one than this, in points, makes no difference to the eye. */
  private static final double LEAST_STEP = 0.25;

  private final MapWindow window;
  private final Envelope box;
  private final List<Outline> outlines;

  OutlineLayer(Sheet sheet) {
    window = sheet.window();
    box = window.box().toEnvelope();
    outlines =
        sheet.outlines().stream()
            .filter(each -> box.intersects(each.shape().getEnvelopeInternal()))
            .toList();
  }

  void drawLines(Pen pen) {
    for (Outline outline : outlines) {
      Path2D.Double path = new Path2D.Double();
      add(path, outline.shape());
      pen.line(path, WIDTHS[Math.min(outline.level(), WIDTHS.length) - 1], LINE);
    }
  }

  private void add(Path2D path, Geometry shape) {
    if (shape instanceof Polygon polygon) {
      add(path, polygon.getExteriorRing().getCoordinateSequence());
      for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
        add(path, polygon.getInteriorRingN(hole).getCoordinateSequence());
      }
    } else if (shape instanceof LineString line) {
      add(path, line.getCoordinateSequence());
    } else {
      for (int part = 0; part < shape.getNumGeometries(); part++) {
        if (shape.getGeometryN(part) != shape) {
          add(path, shape.getGeometryN(part));
        }
      }
    }
  }

  private void add(Path2D path, CoordinateSequence line) {
    double lastX = 0;
    double lastY = 0;
    for (int i = 0; i < line.size(); i++) {
      double x = window.x(line.getX(i));
      double y = window.y(line.getY(i));
      if (i == 0) {
        path.moveTo(x, y);
      } else if (i == line.size() - 1 || Math.hypot(x - lastX, y - lastY) >= LEAST_STEP) {
        path.lineTo(x, y);
      } else {
        continue;
      }
      lastX = x;
      lastY = y;
    }
  }

  /**
   * @param taken where no name may stand
   */
  void drawNames(Pen pen, List<Rectangle2D> taken) {
    List<Rectangle2D> full = new ArrayList<>(taken);
    Rectangle2D picture = new Rectangle2D.Double(0, 0, window.widthPoints(), window.heightPoints());
    outlines.stream()
        .filter(each -> !each.name().isBlank())
        .sorted(
            Comparator.comparingInt(Outline::level)
                .thenComparing(each -> -each.shape().getEnvelopeInternal().getArea()))
        .forEach(
            outline -> {
              int size = outline.level() == 1 ? 14 : 12;
              Rectangle2D area = place(outline, pen.lettering().width(outline.name(), size), size);
              if (area != null
                  && picture.contains(area)
                  && full.stream().noneMatch(area::intersects)) {
                full.add(area);
                pen.haloed(outline.name(), size, area.getCenterX(), area.getCenterY(), Pen.INK);
              }
            });
  }

  /** Around a spot inside the visible part; null where the name is wider than that. */
  private Rectangle2D place(Outline outline, double width, int size) {
    Envelope seen = box.intersection(outline.shape().getEnvelopeInternal());
    double room = window.x(seen.getMaxX()) - window.x(seen.getMinX());
    if (width + 2 * GAP > room || size > window.y(seen.getMinY()) - window.y(seen.getMaxY())) {
      return null;
    }
    Coordinate inside = inside(outline.shape());
    if (inside == null) {
      return null;
    }
    double x = window.x(inside.x);
    double y = window.y(inside.y);
    return new Rectangle2D.Double(
        x - width / 2 - GAP, y - size / 2.0 - GAP, width + 2 * GAP, size + 2 * GAP);
  }

  private Coordinate inside(Geometry shape) {
    try {
      Geometry seen =
          box.contains(shape.getEnvelopeInternal())
              ? shape
              : OverlayNGRobust.overlay(
                  shape, shape.getFactory().toGeometry(box), OverlayNG.INTERSECTION);
      return seen.isEmpty() ? null : seen.getInteriorPoint().getCoordinate();
    } catch (TopologyException | IllegalArgumentException crossed) {
      // A ring that crosses itself, or a collection of mixed kinds: it has no name then.
      return null;
    }
  }
}
