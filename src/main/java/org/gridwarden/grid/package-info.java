/**
 * Grids: their polygons in three levels and dated versions, the files they come from, the check of
 * their coverage, and the index that finds the owner of a point. Called by {@code responsibility}
 * and beyond; imports {@code geo}, {@code store}, {@code http}, {@code fault}.
 */
package org.gridwarden.grid;
