package org.gridwarden.people;

import java.util.Objects;

/**
 * Who did something that must be answered for. The operator at the machine is null.
 *
 * @param name of the account, or "key:" and the name of the key
 * @param address that it came from, or null
 */
public record Actor(String name, String address) {
  public Actor {
    Objects.requireNonNull(name, "name");
  }
}
