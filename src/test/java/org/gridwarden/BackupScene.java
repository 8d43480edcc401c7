package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.gridwarden.fault.Progress;
import org.gridwarden.people.AccountDraft;
import org.gridwarden.people.AccountRole;
import org.gridwarden.people.KeyDraft;
import org.gridwarden.problem.photo.PhotoFixture;
import org.gridwarden.store.ChangeStore;
import org.gridwarden.store.Database;
import org.gridwarden.store.Ids;
import org.gridwarden.store.transfer.Archive;
import org.gridwarden.store.transfer.Manifest;
import org.jdbi.v3.core.Handle;

/**
 * The sample town with something in every table: photos, merged problems, keys, notices, messages
 * under way.
 *
 * @param photo the hash of one that a problem names
 * @param problem the problem that was reported under the key "k-1"
 */
record BackupScene(Path data, String url, String photo, String problem) {
  static final String REPORT =
      "{\"lon\":113.61800000000002,\"lat\":33.426,\"category\":\"3.3.1\",\"description\":\"路灯\\n不亮 \\\"x\\\"\"";

  /** Lives through some hours on an empty database, then stops the server. */
  static BackupScene make(Path data, String url) {
    try (App app = App.open(Config.of(data, url))) {
      app.setZone("Asia/Urumqi");
    }
    try (RunningServer server = RunningServer.on(data, url, true)) {
      RunningServer.Client reporter = server.signIn("reporter");
      HttpResponse<String> sent =
          reporter.sendBytes("/api/v1/photos", "image/jpeg", PhotoFixture.jpeg(640, 480));
      String photo = RunningServer.parse(sent.body()).path("hash").textValue();
      String problem =
          post(reporter, "", REPORT + ",\"photos\":[\"" + photo + "\"]}", "Idempotency-Key", "k-1");
      dispatch(server, problem);
      String other = post(reporter, "", REPORT + "}");
      post(server.signIn("inspector"), "/" + problem + "/merge", "{\"to\":\"" + other + "\"}");
      dispatch(server, other);
      RunningServer.Client unit = server.signIn("unit");
      await(() -> notices(unit, other));
      unit.post("/api/v1/notices/read-all", "");
      server
          .app()
          .accounts()
          .add(
              new AccountDraft(
                  "mei", AccountRole.INSPECTOR, null, null, "leader", "quite-a-secret"),
              null);
      server
          .app()
          .accounts()
          .keys()
          .add(new KeyDraft("bus", AccountRole.REPORTER, null, 5, null, null, null), null);
      // Else the deadlines of the sample town's problems would go on while things are compared.
      await(() -> server.app().database().read(BackupScene::isSettled));
      server.app().database().update(BackupScene::addRest);
      return new BackupScene(data, url, photo, problem);
    }
  }

  /** Whether nothing is due any more, and everyone was told. */
  private static boolean isSettled(Handle handle) {
    int due =
        handle
            .createQuery("select count(*) from problem where next_at <= :now")
            .bind("now", Instant.now().plusSeconds(60))
            .mapTo(Integer.class)
            .one();
    long told = handle.createQuery("select seq from notice_position").mapTo(Long.class).one();
    return due == 0 && told == ChangeStore.last(handle);
  }

  /** What comes about only under way. */
  private static void addRest(Handle handle) {
    handle.execute("insert into grid_residents (code, residents) values ('990101003001003', 2500)");
    Instant at = Instant.parse("2025-01-02T03:04:05.678Z");
    // Of two problems the first refers to the last, which comes later in every order.
    handle.execute(
        "update problem set return_of = (select max(id) from problem)"
            + " where id = (select min(id) from problem)");
    handle.execute(
        """
        insert into grid_origin (version_id, code, from_code, square_metres)
        select version_id, code, code, 0.1e0 + 0.2e0 from grid limit 1
        """);
    handle
        .createUpdate("insert into audit (id, at, action, subject) values (:id, :at, 'a', '')")
        .bind("id", Ids.next())
        .bind("at", at)
        .execute();
    handle
        .createUpdate(
            """
            insert into channel (id, name, kind, url, language, enabled, claimed_by, claimed_until,
              created_at)
            values ('c', 'Robot', 'webhook', 'https://127.0.0.1/', 'en', 0, 'a server', :at, :at)
            """)
        .bind("at", at)
        .execute();
    handle
        .createUpdate(
            """
            insert into delivery (id, channel_id, state, first_seq, notices, body, attempts,
              give_up_at, created_at)
            values ('d', 'c', 'waiting', 1, 1, '{}', 0, :at, :at)
            """)
        .bind("at", at)
        .execute();
    handle.execute(
        """
        insert into delivery_notice (channel_id, notice_id, change_seq, delivery_id)
        select 'c', id, change_seq, 'd' from notice limit 1
        """);
    handle
        .createUpdate("insert into channel_attempt (channel_id, at) values ('c', :at)")
        .bind("at", at)
        .execute();
    handle
        .createUpdate(
            """
            insert into notice_read (account_id, notice_id, at)
            select a.id, n.id, :at from account a, notice n where a.name = 'unit'
            """)
        .bind("at", at)
        .execute();
  }

  private static String post(
      RunningServer.Client who, String path, String body, String... headers) {
    HttpResponse<String> answer = who.post("/api/v1/problems" + path, body, headers);
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    return RunningServer.parse(answer.body()).path("id").textValue();
  }

  static void dispatch(RunningServer server, String problem) {
    post(server.signIn("inspector"), "/" + problem + "/file", "{}");
    post(server.signIn("admin"), "/" + problem + "/dispatch", "{}");
  }

  /** Whether the unit was told of a problem. */
  static boolean notices(RunningServer.Client unit, String problem) {
    return unit.get("/api/v1/notices").body().contains(problem);
  }

  static void await(BooleanSupplier done) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it never came").isLessThan(end);
      try {
        Thread.sleep(20);
      } catch (InterruptedException stop) {
        throw new IllegalStateException(stop);
      }
    }
  }

  /** What a backup says of itself. */
  static Manifest manifest(Path file) {
    try (Archive archive = Archive.open(file, Database::newestSchema, Progress.NONE)) {
      return archive.manifest();
    }
  }

  /** What a server on a database answers, of what doesn't change with time. */
  static String answers(RunningServer server) {
    RunningServer.Client admin = server.signIn("admin");
    StringBuilder all = new StringBuilder();
    all.append(server.get("/api/v1/responsibility?lon=113.618&lat=33.426").body());
    for (JsonNode each : admin.json("/api/v1/problems?limit=200").path("items")) {
      JsonNode problem = admin.json("/api/v1/problems/" + each.path("id").textValue());
      all.append('\n').append(problem.path("id")).append(problem.path("status"));
      all.append(problem.path("dueAt")).append(problem.path("ledger"));
    }
    return all.toString();
  }
}
