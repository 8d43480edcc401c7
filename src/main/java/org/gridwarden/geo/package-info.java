/**
 * Positions, boxes, coordinate systems, distances and areas on the ground, GeoJSON. Knows no grid.
 * Called by every domain package; imports {@code fault} only. The one home of GeoTools beside
 * {@code heat}.
 */
package org.gridwarden.geo;
