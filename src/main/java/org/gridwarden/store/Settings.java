package org.gridwarden.store;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Named settings that live in the database and so are the same for every server on it. */
public final class Settings {
  /** The area's time zone, an IANA name. */
  public static final String ZONE = "zone";

  private Settings() {}

  public static Optional<String> find(Handle handle, String name) {
    return handle
        .createQuery("select value from setting where name = :name")
        .bind("name", name)
        .mapTo(String.class)
        .findOne();
  }

  public static void put(Handle handle, String name, String value) {
    handle
        .createUpdate(
            """
            insert into setting (name, value) values (:name, :value)
            on conflict (name) do update set value = excluded.value
            """)
        .bind("name", name)
        .bind("value", value)
        .execute();
  }
}
