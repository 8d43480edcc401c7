package org.gridwarden.store;

/**
 * A geometry as well-known binary (OGC 06-103r4), x = longitude, y = latitude, WGS-84: how it goes
 * into a database and comes out again, whatever the database makes of it. Bind it and map columns
 * to it as to any other type.
 *
 * @param bytes not null; as they come from PostGIS with its SRID in them, which every reader of WKB
 *     that knows SRIDs takes
 */
public record Wkb(byte[] bytes) {}
