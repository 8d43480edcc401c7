package org.gridwarden.problem.index;

import java.util.UUID;

/** Looks at one row at a time without making objects of it. Moments as in {@link IndexRow}. */
public final class RowView {
  private final RowWriter codes;
  private Chunk chunk;
  private int row;

  RowView(RowWriter codes) {
    this.codes = codes;
  }

  RowView at(Chunk newChunk, int newRow) {
    chunk = newChunk;
    row = newRow;
    return this;
  }

  public String id() {
    return new UUID(chunk.idHigh[row], chunk.idLow[row]).toString();
  }

  /** Both halves of the id in one, told apart from all others but by the rarest chance. */
  public long idBits() {
    return chunk.idHigh[row] ^ chunk.idLow[row];
  }

  /** Which version of the problem it is. */
  public int version() {
    return chunk.version[row];
  }

  public double lon() {
    return chunk.lon[row] / 1e7;
  }

  public double lat() {
    return chunk.lat[row] / 1e7;
  }

  public int status() {
    return chunk.status[row];
  }

  public int severity() {
    return chunk.severity[row];
  }

  public boolean isFlagged(int flag) {
    return (chunk.flags[row] & flag) != 0;
  }

  public int reworks() {
    return chunk.reworks[row];
  }

  public int returns() {
    return chunk.returns[row];
  }

  /** The code of the grid of a level, or null. */
  public String grid(int level) {
    return codes.grids.text(chunk.grids[level - 1][row]);
  }

  public String unit() {
    return codes.parties.text(chunk.unit[row]);
  }

  /** The party that holds it; before it was dispatched, the one that has to act first; or null. */
  public String unitOrPrimary() {
    return codes.parties.text(number(Belonging.UNIT));
  }

  public String leader() {
    return codes.parties.text(chunk.leader[row]);
  }

  public String category() {
    return codes.categories.text(chunk.category[row]);
  }

  public long reportedAt() {
    return chunk.reportedAt[row];
  }

  public long dueAt() {
    return chunk.dueAt[row];
  }

  public long dueSoonAt() {
    return chunk.dueSoonAt[row];
  }

  public long updatedAt() {
    return chunk.updatedAt[row];
  }

  public long handledAt() {
    return chunk.handledAt[row];
  }

  public long closedAt() {
    return chunk.closedAt[row];
  }

  public long stoppedAt() {
    return chunk.stoppedAt[row];
  }

  /**
   * What a row belongs to, as small numbers that stand for the texts: good for counting in arrays.
   * 0 stands for none.
   */
  public int number(Belonging belonging) {
    return switch (belonging) {
      case GRID1 -> chunk.grids[0][row];
      case GRID2 -> chunk.grids[1][row];
      case GRID3 -> chunk.grids[2][row];
      case UNIT -> chunk.unit[row] != 0 ? chunk.unit[row] : chunk.named[0][row];
      case LEADER -> chunk.leader[row];
      case CATEGORY -> chunk.category[row];
    };
  }

  /** The text that a number of {@link #number} stands for, null for 0. */
  public String text(Belonging belonging, int number) {
    return switch (belonging) {
      case GRID1, GRID2, GRID3 -> codes.grids.text(number);
      case UNIT, LEADER -> codes.parties.text(number);
      case CATEGORY -> codes.categories.text(number);
    };
  }
}
