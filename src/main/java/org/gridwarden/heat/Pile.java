package org.gridwarden.heat;

/**
 * Many problems at one and the same position: an address that reports without a position were put
 * at, rather than a place where they happened.
 */
record Pile(double lon, double lat, int count) {}
