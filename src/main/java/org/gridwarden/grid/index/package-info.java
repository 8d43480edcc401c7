/**
 * The point lookup: which polygon of many covers a position, exactly and in tens of nanoseconds.
 * Knows polygons by their ordinal only. Called by {@code grid}; imports {@code geo} and JTS.
 */
package org.gridwarden.grid.index;
