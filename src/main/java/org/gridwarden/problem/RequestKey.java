package org.gridwarden.problem;

import java.util.Objects;

/**
 * Makes a repeated request one request. Immutable.
 *
 * @param owner the account or API key that the key belongs to; "" for strangers
 * @param key as the client chose it
 * @param fingerprint of what was asked: the same key with another is a conflict
 */
public record RequestKey(String owner, String key, String fingerprint) {
  public RequestKey {
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(fingerprint, "fingerprint");
  }
}
