package org.gridwarden.heat.density;

/** Some columns and rows of bins, ends included; empty where an end comes before its start. */
record Window(int west, int north, int east, int south) {
  int width() {
    return east - west + 1;
  }

  int height() {
    return south - north + 1;
  }
}
