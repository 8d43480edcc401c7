package org.gridwarden.problem;

import java.time.Instant;
import java.util.Optional;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.FaultKind;
import org.gridwarden.store.Bound;
import org.jdbi.v3.core.Handle;

/** The SQL of idempotency keys. They are kept for ever. */
final class RequestKeyStore {
  private RequestKeyStore() {}

  /**
   * The problem that a key already stands for.
   *
   * @throws FaultException CONFLICT where it stood for another request
   */
  static Optional<String> find(Handle handle, RequestKey key) {
    return handle
        .createQuery(
            "select problem_id, fingerprint from idempotency where owner = :owner and key = :key")
        .bind("owner", key.owner())
        .bind("key", key.key())
        .map(
            (row, context) -> {
              if (!row.getString("fingerprint").equals(key.fingerprint())) {
                throw conflict(key);
              }
              return row.getString("problem_id");
            })
        .findOne();
  }

  /** Takes a key for a problem; false where it is taken. */
  static boolean take(Handle handle, RequestKey key, String problemId, Instant at) {
    return Bound.of(
                handle,
                """
                insert into idempotency (owner, key, fingerprint, problem_id, at)
                values (?, ?, ?, ?, ?) on conflict (owner, key) do nothing
                """)
            .text(key.owner())
            .text(key.key())
            .text(key.fingerprint())
            .text(problemId)
            .moment(at)
            .run()
        == 1;
  }

  static FaultException conflict(RequestKey key) {
    return new FaultException(
        Fault.of(
                FaultKind.CONFLICT,
                "this key was sent before with another request; a new request needs a new key")
            .field("Idempotency-Key")
            .value(key.key()));
  }
}
