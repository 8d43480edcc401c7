package org.gridwarden.store.transfer;

import java.util.List;

/** Takes the rows of one table. */
interface RowSink {
  /** Comes first, also where there are no rows. */
  void begin(List<Field> fields);

  /**
   * @param values one for each field, of its type or null; the array is used again for the next row
   */
  void row(Object[] values);

  /** Comes last. */
  void end();

  /** For who wants to know only what {@link RowSource#read} returns. */
  RowSink NONE =
      new RowSink() {
        @Override
        public void begin(List<Field> fields) {}

        @Override
        public void row(Object[] values) {}

        @Override
        public void end() {}
      };
}
