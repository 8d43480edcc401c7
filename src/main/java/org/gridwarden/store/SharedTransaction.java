package org.gridwarden.store;

import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.LocalTransactionHandler;
import org.jdbi.v3.core.transaction.TransactionHandler;

/**
 * Keeps a work from ending the transaction that it shares with others: it has its own savepoint,
 * and undoes by throwing. {@code inTransaction} within a work joins the one there is.
 */
final class SharedTransaction extends LocalTransactionHandler {
  @Override
  public void begin(Handle handle) {
    throw refusal();
  }

  @Override
  public void commit(Handle handle) {
    throw refusal();
  }

  @Override
  public void rollback(Handle handle) {
    throw refusal();
  }

  private static IllegalStateException refusal() {
    return new IllegalStateException(
        "a write neither begins nor ends its transaction; to undo it, throw");
  }

  @Override
  public boolean isInTransaction(Handle handle) {
    try {
      return !handle.getConnection().getAutoCommit();
    } catch (SQLException closed) {
      return false;
    }
  }

  @Override
  public TransactionHandler specialize(Handle handle) {
    return this;
  }
}
