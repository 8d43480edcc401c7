package org.gridwarden.problem;

import java.io.IOException;
import org.gridwarden.http.Request;
import org.gridwarden.problem.index.Order;
import org.gridwarden.problem.index.Query;
import org.gridwarden.responsibility.Duties;

/** Writes lists of problems as tables, row by row. */
final class ProblemExport {
  ProblemExport(Problems problems, ProblemJson json, Duties duties) {}

  void problems(Request request, String format, Query query, Order order, Actor actor)
      throws IOException {}
}
