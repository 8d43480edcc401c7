package org.gridwarden.responsibility;

import java.time.Instant;
import org.gridwarden.store.Digest;
import org.locationtech.jts.geom.Geometry;

/**
 * An assignment as a file tells of it, before its party is known to the database.
 *
 * @param partyId given by the file, or null: then kind, name and phone say who it is
 */
record AssignmentDraft(
    String grid,
    Role role,
    PartyKind kind,
    String partyId,
    String name,
    String phone,
    String publicPhone,
    String category,
    Instant validFrom,
    Instant validTo,
    Geometry frontage,
    double widthMetres) {

  /** Who the party is: the given id, or what tells one party from another. */
  String identity() {
    return partyId != null ? "id\n" + partyId : kind.code() + "\n" + name + "\n" + phone;
  }

  /**
   * Tells one assignment from another; the same row of a file always has the same one. The end is
   * not part of it, so that a later file can end what an earlier one opened.
   */
  String digest(String layer, String resolvedPartyId) {
    String text =
        String.join(
            "\n",
            layer,
            String.valueOf(grid),
            role.code(),
            resolvedPartyId,
            String.valueOf(category),
            String.valueOf(validFrom),
            frontage == null ? "" : frontage.toText());
    return Digest.half(text);
  }
}
