package org.gridwarden.grid;

/** How much of a new grid's area an older grid held: what a split or a merge came from. */
record GridOrigin(String code, String fromCode, double squareMetres) {}
