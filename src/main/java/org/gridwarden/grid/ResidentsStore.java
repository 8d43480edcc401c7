package org.gridwarden.grid;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.gridwarden.store.ChangeStore;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The SQL of how many people live in grids. */
final class ResidentsStore {
  private ResidentsStore() {}

  static Map<String, Integer> list(Handle handle) {
    Map<String, Integer> all = new HashMap<>();
    handle
        .createQuery("select code, residents from grid_residents")
        .map((row, context) -> Map.entry(row.getString(1), row.getInt(2)))
        .forEach(each -> all.put(each.getKey(), each.getValue()));
    return all;
  }

  static void put(Handle handle, Map<String, Integer> some, Instant at) {
    PreparedBatch batch =
        handle.prepareBatch(
            "insert into grid_residents (code, residents) values (:code, :residents)"
                + " on conflict (code) do update set residents = excluded.residents");
    some.forEach((code, residents) -> batch.bind("code", code).bind("residents", residents).add());
    batch.execute();
    ChangeStore.append(handle, Residents.CHANGE_KIND, "residents", at, null, null);
  }
}
