package org.gridwarden.responsibility;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gridwarden.store.Wkb;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;

/** The SQL of parties, assignments and categories. Transactions are the caller's. */
final class DutyStore {
  private static final int BATCH = 500;

  private DutyStore() {}

  static List<Category> listCategories(Handle handle) {
    return handle
        .createQuery("select code, name, name_en, parent from category order by code")
        .map(
            (row, context) ->
                new Category(
                    row.getString("code"),
                    row.getString("name"),
                    row.getString("name_en"),
                    row.getString("parent")))
        .list();
  }

  static Map<String, Party> mapParties(Handle handle) {
    Map<String, Party> parties = new HashMap<>();
    handle
        .createQuery("select id, kind, name, phone, public_phone from party")
        .map(
            (row, context) ->
                new Party(
                    row.getString("id"),
                    row.getString("name"),
                    PartyKind.find(row.getString("kind")).orElseThrow(),
                    row.getString("phone"),
                    row.getString("public_phone")))
        .forEach(party -> parties.put(party.id(), party));
    return parties;
  }

  static List<String> listLayers(Handle handle) {
    return handle
        .createQuery("select distinct layer from assignment order by layer")
        .mapTo(String.class)
        .list();
  }

  static List<Assignment> listAssignments(Handle handle, String layer) {
    Map<String, Party> parties = mapParties(handle);
    WKBReader reader = new WKBReader();
    return handle
        .createQuery(
            """
            select id, grid, role, party_id, category, valid_from, valid_to, frontage, width_metres
            from assignment where layer = :layer order by id
            """)
        .bind("layer", layer)
        .map(
            (row, context) -> {
              var moments = context.findColumnMapperFor(Instant.class).orElseThrow();
              var geometries = context.findColumnMapperFor(Wkb.class).orElseThrow();
              return new Assignment(
                  row.getString("id"),
                  layer,
                  row.getString("grid"),
                  Role.find(row.getString("role")).orElseThrow(),
                  parties.get(row.getString("party_id")),
                  row.getString("category"),
                  moments.map(row, "valid_from", context),
                  moments.map(row, "valid_to", context),
                  read(reader, geometries.map(row, "frontage", context)),
                  row.getDouble("width_metres"));
            })
        .list();
  }

  private static Geometry read(WKBReader reader, Wkb wkb) {
    try {
      return wkb == null ? null : reader.read(wkb.bytes());
    } catch (ParseException broken) {
      throw new IllegalStateException("a stored frontage is not WKB", broken);
    }
  }

  static void putCategories(Handle handle, List<Category> categories) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into category (code, name, name_en, parent)
            values (:code, :name, :nameEn, :parent)
            on conflict (code) do update
              set name = excluded.name, name_en = excluded.name_en, parent = excluded.parent
            """);
    for (Category category : categories) {
      batch
          .bind("code", category.code())
          .bind("name", category.name())
          .bind("nameEn", category.nameEn())
          .bind("parent", category.parent())
          .add();
    }
    batch.execute();
  }

  static void putParties(Handle handle, Iterable<Party> parties) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into party (id, kind, name, phone, public_phone)
            values (:id, :kind, :name, :phone, :publicPhone)
            on conflict (id) do update
              set kind = excluded.kind, name = excluded.name, phone = excluded.phone,
                  public_phone = excluded.public_phone
            """);
    for (Party party : parties) {
      batch
          .bind("id", party.id())
          .bind("kind", party.kind().code())
          .bind("name", party.name())
          .bind("phone", party.phone())
          .bind("publicPhone", party.publicPhone())
          .add();
    }
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  /** What tells assignments apart, with the end and width that they have now. */
  static Map<String, StoredEnd> mapDigests(Handle handle, String layer) {
    Map<String, StoredEnd> digests = new HashMap<>();
    handle
        .createQuery("select digest, valid_to, width_metres from assignment where layer = :layer")
        .bind("layer", layer)
        .map(
            (row, context) ->
                Map.entry(
                    row.getString("digest"),
                    new StoredEnd(
                        context
                            .findColumnMapperFor(Instant.class)
                            .orElseThrow()
                            .map(row, "valid_to", context),
                        row.getDouble("width_metres"))))
        .forEach(entry -> digests.put(entry.getKey(), entry.getValue()));
    return digests;
  }

  /** What a later file may change of an assignment. */
  record StoredEnd(Instant validTo, double widthMetres) {}

  /** Inserts, or where the digest is known changes the end and the width. */
  static void putAssignments(Handle handle, List<Assignment> assignments, List<String> digests) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into assignment (id, layer, grid, role, party_id, category, valid_from, valid_to,
              frontage, width_metres, digest)
            values (:id, :layer, :grid, :role, :party, :category, :validFrom, :validTo,
              :frontage, :width, :digest)
            on conflict (digest) do update
              set valid_to = excluded.valid_to, width_metres = excluded.width_metres
            """);
    WKBWriter writer = new WKBWriter();
    for (int i = 0; i < assignments.size(); i++) {
      Assignment each = assignments.get(i);
      batch
          .bind("id", each.id())
          .bind("layer", each.layer())
          .bind("grid", each.grid())
          .bind("role", each.role().code())
          .bind("party", each.party().id())
          .bind("category", each.category())
          .bindByType("validFrom", each.validFrom(), Instant.class)
          .bindByType("validTo", each.validTo(), Instant.class)
          .bindByType(
              "frontage",
              each.frontage() == null ? null : new Wkb(writer.write(each.frontage())),
              Wkb.class)
          .bind("width", each.widthMetres())
          .bind("digest", digests.get(i))
          .add();
      if (batch.size() == BATCH) {
        batch.execute();
      }
    }
    if (batch.size() > 0) {
      batch.execute();
    }
  }
}
