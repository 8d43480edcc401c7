package org.gridwarden.grid;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.gridwarden.store.Wkb;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.impl.PackedCoordinateSequenceFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;

/** The SQL of grids and their versions. Transactions are the caller's. */
final class GridStore {
  private static final int BATCH = 500;
  private static final GeometryFactory PACKED =
      new GeometryFactory(PackedCoordinateSequenceFactory.DOUBLE_FACTORY);

  private GridStore() {}

  /** Every published grid of a layer, of whatever time, by code. */
  static List<StoredGrid> listPublished(Handle handle, String layer) {
    return handle
        .createQuery(
            """
            select g.version_id, g.level, g.code, g.name, g.parent, g.geometry,
                   g.valid_from, g.valid_to
            from grid g join grid_version v on v.id = g.version_id
            where g.layer = :layer and v.status = 'published'
            order by g.code, g.valid_from
            """)
        .bind("layer", layer)
        .map(storedGrids())
        .list();
  }

  /** The grids of a layer that hold at a moment, by code. */
  static List<Grid> listAt(Handle handle, String layer, Instant at) {
    return handle
        .createQuery(
            """
            select g.version_id, g.level, g.code, g.name, g.parent, g.geometry,
                   g.valid_from, g.valid_to
            from grid g join grid_version v on v.id = g.version_id
            where g.layer = :layer and v.status = 'published'
              and (g.valid_from is null or g.valid_from <= :at)
              and (g.valid_to is null or g.valid_to > :at)
            order by g.code
            """)
        .bind("layer", layer)
        .bind("at", at)
        .map(storedGrids())
        .list()
        .stream()
        .map(StoredGrid::grid)
        .toList();
  }

  /** The grids of one version, published or draft, by code. */
  static List<Grid> listOfVersion(Handle handle, long versionId) {
    return handle
        .createQuery(
            """
            select version_id, level, code, name, parent, geometry, valid_from, valid_to
            from grid where version_id = :version order by code
            """)
        .bind("version", versionId)
        .map(storedGrids())
        .list()
        .stream()
        .map(StoredGrid::grid)
        .toList();
  }

  /** The moments at which the grids of a layer change, ascending. */
  static List<Instant> listTurns(Handle handle, String layer) {
    return handle
        .createQuery(
            """
            select g.valid_from as turn from grid g join grid_version v on v.id = g.version_id
            where g.layer = :layer and v.status = 'published' and g.valid_from is not null
            union
            select g.valid_to from grid g join grid_version v on v.id = g.version_id
            where g.layer = :layer and v.status = 'published' and g.valid_to is not null
            order by turn
            """)
        .bind("layer", layer)
        .mapTo(Instant.class)
        .list();
  }

  static List<String> listCodes(Handle handle, String layer) {
    return handle
        .createQuery(
            """
            select distinct g.code from grid g join grid_version v on v.id = g.version_id
            where g.layer = :layer and v.status = 'published'
            """)
        .bind("layer", layer)
        .mapTo(String.class)
        .list();
  }

  static List<String> listLayers(Handle handle) {
    return handle
        .createQuery(
            "select distinct layer from grid_version where status = 'published' order by layer")
        .mapTo(String.class)
        .list();
  }

  static List<GridVersion> listVersions(Handle handle) {
    return handle
        .createQuery(
            """
            select id, layer, levels, within_code, valid_from, status, source, created_at
            from grid_version order by id
            """)
        .map(
            (row, context) ->
                new GridVersion(
                    row.getLong("id"),
                    row.getString("layer"),
                    Arrays.stream(row.getString("levels").split(","))
                        .map(Integer::valueOf)
                        .toList(),
                    row.getString("within_code"),
                    context
                        .findColumnMapperFor(Instant.class)
                        .orElseThrow()
                        .map(row, "valid_from", context),
                    row.getString("status").equals("draft"),
                    row.getString("source"),
                    context
                        .findColumnMapperFor(Instant.class)
                        .orElseThrow()
                        .map(row, "created_at", context)))
        .list();
  }

  /** The highest id a version has had, 0 where there is none. */
  static long lastVersionId(Handle handle) {
    return handle
        .createQuery("select coalesce(max(id), 0) from grid_version")
        .mapTo(Long.class)
        .one();
  }

  static void insertVersion(Handle handle, GridVersion version) {
    handle
        .createUpdate(
            """
            insert into grid_version
              (id, layer, levels, within_code, valid_from, status, source, created_at)
            values (:id, :layer, :levels, :within, :validFrom, :status, :source, :createdAt)
            """)
        .bind("id", version.id())
        .bind("layer", version.layer())
        .bind(
            "levels",
            version.levels().stream().map(String::valueOf).collect(Collectors.joining(",")))
        .bind("within", version.withinCode())
        .bindByType("validFrom", version.validFrom(), Instant.class)
        .bind("status", version.draft() ? "draft" : "published")
        .bind("source", version.source())
        .bindByType("createdAt", version.createdAt(), Instant.class)
        .execute();
  }

  static void deleteVersion(Handle handle, long versionId) {
    handle.createUpdate("delete from grid where version_id = ?").bind(0, versionId).execute();
    handle.createUpdate("delete from grid_version where id = ?").bind(0, versionId).execute();
  }

  static void insertGrids(Handle handle, GridVersion version, List<Grid> grids) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into grid
              (version_id, layer, level, code, name, parent, valid_from, valid_to, geometry)
            values (:version, :layer, :level, :code, :name, :parent, :validFrom, null, :geometry)
            """);
    WKBWriter writer = new WKBWriter();
    for (Grid grid : grids) {
      batch
          .bind("version", version.id())
          .bind("layer", version.layer())
          .bind("level", grid.level())
          .bind("code", grid.code())
          .bind("name", grid.name())
          .bind("parent", grid.parent())
          .bindByType("validFrom", version.validFrom(), Instant.class)
          .bind("geometry", new Wkb(writer.write(grid.geometry())))
          .add();
      if (batch.size() == BATCH) {
        batch.execute();
      }
    }
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  /** Sets the end of rows; null leaves them open. */
  static void endGrids(Handle handle, List<StoredGrid> rows, Instant validTo) {
    if (rows.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            "update grid set valid_to = :to where version_id = :version and code = :code");
    for (StoredGrid row : rows) {
      batch
          .bindByType("to", validTo, Instant.class)
          .bind("version", row.versionId())
          .bind("code", row.grid().code())
          .add();
    }
    batch.execute();
  }

  static void deleteGrids(Handle handle, List<StoredGrid> rows) {
    if (rows.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch("delete from grid where version_id = :version and code = :code");
    for (StoredGrid row : rows) {
      batch.bind("version", row.versionId()).bind("code", row.grid().code()).add();
    }
    batch.execute();
  }

  static void insertOrigins(Handle handle, long versionId, List<GridOrigin> origins) {
    if (origins.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into grid_origin (version_id, code, from_code, square_metres)
            values (:version, :code, :from, :squareMetres)
            """);
    for (GridOrigin origin : origins) {
      batch
          .bind("version", versionId)
          .bind("code", origin.code())
          .bind("from", origin.fromCode())
          .bind("squareMetres", origin.squareMetres())
          .add();
    }
    batch.execute();
  }

  static List<GridOrigin> listOrigins(Handle handle, long versionId) {
    return handle
        .createQuery(
            """
            select code, from_code, square_metres from grid_origin
            where version_id = :version order by code, from_code
            """)
        .bind("version", versionId)
        .map(
            (row, context) ->
                new GridOrigin(
                    row.getString("code"),
                    row.getString("from_code"),
                    row.getDouble("square_metres")))
        .list();
  }

  private static RowMapper<StoredGrid> storedGrids() {
    WKBReader reader = new WKBReader(PACKED);
    return (row, context) -> {
      var moments = context.findColumnMapperFor(Instant.class).orElseThrow();
      var geometries = context.findColumnMapperFor(Wkb.class).orElseThrow();
      Grid grid =
          new Grid(
              row.getInt("level"),
              row.getString("code"),
              row.getString("name"),
              row.getString("parent"),
              read(reader, geometries.map(row, "geometry", context)));
      return new StoredGrid(
          row.getLong("version_id"),
          grid,
          moments.map(row, "valid_from", context),
          moments.map(row, "valid_to", context));
    };
  }

  private static Geometry read(WKBReader reader, Wkb wkb) {
    try {
      return reader.read(wkb.bytes());
    } catch (ParseException broken) {
      throw new IllegalStateException("a stored grid's geometry is not WKB", broken);
    }
  }
}
