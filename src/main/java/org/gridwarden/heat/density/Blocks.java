package org.gridwarden.heat.density;

/** Gives the blocks of one lattice. */
@FunctionalInterface
public interface Blocks {
  /** The block there, or null where it is empty. */
  Block get(int blockX, int blockY);
}
