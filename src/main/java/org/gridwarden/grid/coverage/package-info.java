/**
 * How well grids cover their area: the check, its repair, parents by containment, the outline, and
 * simplification that keeps shared borders shared. Called by {@code grid} and the commands; imports
 * {@code grid.Grid}, {@code geo}, {@code fault} and JTS.
 */
package org.gridwarden.grid.coverage;
