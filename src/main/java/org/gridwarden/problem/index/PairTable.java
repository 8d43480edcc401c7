package org.gridwarden.problem.index;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Postings by pairs of characters, probed one after another. One thread adds, any number look; what
 * was added before a look began is found.
 */
final class PairTable {
  private volatile Table table = new Table(1 << 12);
  private int size;

  /** A key is written before its postings are shown, so who sees these sees the key. */
  private static final class Table {
    private final long[] keys;
    private final AtomicReferenceArray<Postings> postings;

    Table(int length) {
      keys = new long[length];
      postings = new AtomicReferenceArray<>(length);
    }

    int slot(long key) {
      int last = keys.length - 1;
      int slot = (int) (key * 0x9E3779B97F4A7C15L >>> 32) & last;
      while (true) {
        Postings there = postings.getAcquire(slot);
        if (there == null || keys[slot] == key) {
          return slot;
        }
        slot = slot + 1 & last;
      }
    }

    void put(long key, Postings some) {
      int slot = slot(key);
      keys[slot] = key;
      postings.setRelease(slot, some);
    }
  }

  /** Told of pairs and their postings. */
  interface Told {
    void pair(int first, int second, Postings postings);
  }

  /** Those of a pair, null where it has none. */
  Postings find(int first, int second) {
    Table now = table;
    return now.postings.getAcquire(now.slot(key(first, second)));
  }

  /** Those of a pair, which gets some where it has none. For the thread that adds. */
  Postings of(int first, int second) {
    Postings known = find(first, second);
    if (known != null) {
      return known;
    }
    if (++size * 2 > table.keys.length) {
      Table larger = new Table(table.keys.length * 2);
      each((one, other, postings) -> larger.put(key(one, other), postings));
      table = larger;
    }
    Postings fresh = new Postings();
    table.put(key(first, second), fresh);
    return fresh;
  }

  void each(Told told) {
    Table now = table;
    for (int i = 0; i < now.keys.length; i++) {
      Postings postings = now.postings.getAcquire(i);
      if (postings != null) {
        told.pair((int) (now.keys[i] >>> 32), (int) now.keys[i], postings);
      }
    }
  }

  private static long key(int first, int second) {
    return (long) first << 32 | second;
  }
}
