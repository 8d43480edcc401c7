package org.gridwarden.heat.density;

import java.util.Arrays;

/** What the bins of a window weigh, out of the blocks that it meets. For one thread. */
final class Sums {
  private final Window window;
  private final int firstX;
  private final int firstY;
  private final Block[][] blocks;

  /**
   * @param mostBlock the number of the last block from west to east, and from north to south
   */
  Sums(Blocks source, Window window, int mostBlock) {
    this.window = window;
    // A block also holds the bins next to it.
    this.firstX = Math.max(0, window.west() - Block.RIM >> Block.BITS);
    this.firstY = Math.max(0, window.north() - Block.RIM >> Block.BITS);
    int lastX = Math.min(mostBlock, window.east() + Block.RIM >> Block.BITS);
    int lastY = Math.min(mostBlock, window.south() + Block.RIM >> Block.BITS);
    this.blocks = new Block[Math.max(0, lastY - firstY + 1)][Math.max(0, lastX - firstX + 1)];
    for (int y = 0; y < blocks.length; y++) {
      for (int x = 0; x < blocks[y].length; x++) {
        blocks[y][x] = source.get(firstX + x, firstY + y);
      }
    }
  }

  /**
   * Writes what the bins of a row weigh; a bin's parts are added in the order of the blocks.
   *
   * @param row one of the window
   * @param weights of the window's columns, from the west
   * @return whether any of them weighs anything
   */
  boolean fill(int row, float[] weights) {
    boolean some = false;
    int from = Math.max(firstY, row - Block.RIM >> Block.BITS);
    int to = Math.min(firstY + blocks.length - 1, row + Block.RIM >> Block.BITS);
    for (int y = from; y <= to; y++) {
      int line = row - (y << Block.BITS) + Block.RIM;
      Block[] across = blocks[y - firstY];
      for (int x = 0; x < across.length; x++) {
        if (across[x] != null) {
          if (!some) {
            Arrays.fill(weights, 0);
          }
          some = true;
          add(across[x], line, (firstX + x << Block.BITS) - Block.RIM, weights);
        }
      }
    }
    return some;
  }

  private void add(Block block, int line, int west, float[] weights) {
    int from = Math.max(window.west(), west);
    int to = Math.min(window.east(), west + Block.WIDTH - 1);
    float[] sums = block.sums();
    int at = line * Block.WIDTH + from - west;
    for (int column = from; column <= to; column++) {
      weights[column - window.west()] += sums[at++];
    }
  }
}
