package org.gridwarden.store.transfer;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.Progress;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Writes the rows of one table into a database, many a statement. What refers to another row of the
 * same table is left null at first, since that row may come later; {@link #ownReferences} gives the
 * sink for the same rows once more, which fills it in.
 */
final class RowInsert implements RowSink {
  private static final int BATCH = 1_000;

  /** Of texts and geometries, in characters and bytes, that a batch holds at most; about. */
  private static final int BATCH_SIZE = 4 << 20;

  private final Handle handle;
  private final TableShape table;
  private final boolean second;
  private final Progress progress;
  private TableShape shape;
  private PreparedStatement statement;
  private int waiting;
  private int waitingSize;
  private long done;
  private boolean refers;

  private RowInsert(Handle handle, TableShape table, boolean second, Progress progress) {
    this.handle = handle;
    this.table = table;
    this.second = second;
    this.progress = progress;
  }

  RowInsert(Handle handle, TableShape table, Progress progress) {
    this(handle, table, false, progress);
  }

  /** For the second time that the rows come by. */
  RowInsert ownReferences() {
    return new RowInsert(handle, table, true, progress);
  }

  /** Whether any row referred to another one of the table. */
  boolean refersToItself() {
    return refers;
  }

  /** The table with its columns in the order in which they came. */
  TableShape shape() {
    return shape;
  }

  @Override
  public void begin(List<Field> fields) {
    progress.at("writing " + table.name(), 0, -1);
    shape =
        table
            .inOrderOf(fields)
            .orElseThrow(
                () ->
                    new FaultException(
                        Fault.badInput(
                            "the table "
                                + table.name()
                                + " has other columns here; nothing was kept")));
    try {
      statement =
          handle
              .getConnection()
              .prepareStatement(second ? shape.updateOwnReferences() : shape.insert());
    } catch (SQLException failure) {
      throw new UnableToExecuteStatementException(failure, null);
    }
  }

  @Override
  public void row(Object[] values) {
    try {
      boolean referring = refers(values);
      refers |= referring;
      if (second && !referring) {
        return;
      }
      if (second) {
        bindUpdate(values);
      } else {
        bindInsert(values);
      }
      statement.addBatch();
      if (++waiting >= BATCH || waitingSize >= BATCH_SIZE) {
        flush();
      }
    } catch (SQLException failure) {
      throw new UnableToExecuteStatementException(failure, null);
    }
  }

  private boolean refers(Object[] values) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null && shape.columns().get(i).refersToOwnTable()) {
        return true;
      }
    }
    return false;
  }

  private void bindInsert(Object[] values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      Column column = shape.columns().get(i);
      column.kind().bind(statement, i + 1, column.refersToOwnTable() ? null : values[i]);
      if (values[i] instanceof String text) {
        waitingSize += text.length();
      } else if (values[i] instanceof byte[] bytes) {
        waitingSize += bytes.length;
      }
    }
  }

  private void bindUpdate(Object[] values) throws SQLException {
    int at = 0;
    for (int i = 0; i < values.length; i++) {
      if (shape.columns().get(i).refersToOwnTable()) {
        shape.columns().get(i).kind().bind(statement, ++at, values[i]);
      }
    }
    for (String key : shape.key()) {
      for (int i = 0; i < values.length; i++) {
        if (shape.columns().get(i).name().equals(key)) {
          shape.columns().get(i).kind().bind(statement, ++at, values[i]);
        }
      }
    }
  }

  private void flush() throws SQLException {
    if (waiting > 0) {
      statement.executeBatch();
      done += waiting;
      waiting = 0;
      waitingSize = 0;
      progress.at("writing " + table.name(), done, -1);
    }
  }

  @Override
  public void end() {
    try {
      flush();
      statement.close();
    } catch (SQLException failure) {
      throw new UnableToExecuteStatementException(failure, null);
    }
  }
}
