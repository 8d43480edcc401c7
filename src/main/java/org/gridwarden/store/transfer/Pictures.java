package org.gridwarden.store.transfer;

import java.util.Optional;

/** Where pictures are kept. Of several threads, one at a time asks. */
public interface Pictures {
  /** A whole picture; empty where it is missing or damaged. */
  Optional<Picture> find(String hash);

  /**
   * Whether the picture belongs to anything by now: what nobody used may just have been removed.
   */
  boolean isWanted(String hash);

  /**
   * Keeps a picture; durable when this returns. One that is there already stays.
   *
   * @return the hash of what was kept
   */
  String keep(Picture picture);
}
