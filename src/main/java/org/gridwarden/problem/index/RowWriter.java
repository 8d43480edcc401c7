package org.gridwarden.problem.index;

import java.util.List;

/** Writes rows into chunks, and knows which numbers stand for which texts there. */
final class RowWriter {
  final Codes grids = new Codes();
  final Codes parties = new Codes();
  final Codes categories = new Codes();
  final Codes reporters = new Codes();

  /** All columns but those that never change: id and position. */
  void write(Chunk chunk, int at, IndexRow row) {
    for (int level = 0; level < chunk.grids.length; level++) {
      chunk.grids[level][at] = grids.of(row.grids().get(level));
    }
    List<String> named = row.named();
    for (int i = 0; i < Chunk.NAMED; i++) {
      chunk.named[i][at] = i < named.size() ? parties.of(named.get(i)) : Codes.NONE;
    }
    chunk.unit[at] = parties.of(row.unit());
    chunk.leader[at] = parties.of(row.leader());
    chunk.category[at] = categories.of(row.category());
    chunk.reporter[at] = reporters.of(row.reporter());
    chunk.severity[at] = (byte) row.severity();
    chunk.flags[at] = (byte) row.flags();
    chunk.reworks[at] = (byte) Math.min(row.reworks(), Byte.MAX_VALUE);
    chunk.returns[at] = (byte) Math.min(row.returns(), Byte.MAX_VALUE);
    chunk.reportedAt[at] = row.reportedAt();
    chunk.dueAt[at] = row.dueAt();
    chunk.dueSoonAt[at] = row.dueSoonAt();
    chunk.updatedAt[at] = row.updatedAt();
    chunk.handledAt[at] = row.handledAt();
    chunk.closedAt[at] = row.closedAt();
    chunk.stoppedAt[at] = row.stoppedAt();
    chunk.status[at] = (byte) row.status();
    chunk.version[at] = row.version();
  }
}
