package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.gridwarden.problem.photo.PhotoFixture;
import org.gridwarden.store.Database;
import org.gridwarden.store.TestStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup that is made while many write is of one moment. */
class BackupLoadApiTest {
  private static final int WRITERS = 6;
  private static final int BACKUPS = 3;

  @TempDir Path folder;
  private final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicInteger reports = new AtomicInteger();
  private final List<String> failures = new ArrayList<>();

  @Test
  void everyProblemHasItsWholeLedgerAndItsPhotos() throws Exception {
    Path data = folder.resolve("data");
    List<Path> files = new ArrayList<>();
    try (RunningServer server = new RunningServer(data, true)) {
      RunningServer.Client admin = server.signIn("admin");
      List<Thread> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        Thread thread = new Thread(() -> write(admin, writer), "writer-" + i);
        writers.add(thread);
        thread.start();
      }
      for (int i = 0; i < BACKUPS; i++) {
        int before = reports.get();
        BackupScene.await(() -> reports.get() > before + 10);
        Path file = folder.resolve("backup" + i + ".zip");
        CommandRun run = CommandRun.of(data, "backup", file.toString());
        assertThat(run.status()).as(run.err()).isZero();
        files.add(file);
      }
      stop.set(true);
      for (Thread writer : writers) {
        writer.join();
      }
    }
    assertThat(failures).isEmpty();
    for (Path file : files) {
      Path restored = folder.resolve(file.getFileName() + "-restored");
      String url =
          TestStore.isPostgresql() ? TestStore.url(restored) : Database.embeddedUrl(restored);
      CommandRun run = CommandRun.on(restored, url, "restore", file.toString());
      assertThat(run.status()).as(run.err()).isZero();
      check(restored, url);
    }
  }

  private void write(RunningServer.Client admin, int writer) {
    byte[] picture = PhotoFixture.jpeg(50 + writer, 40);
    for (int i = 0; !stop.get(); i++) {
      HttpResponse<String> photo = admin.sendBytes("/api/v1/photos", "image/jpeg", picture);
      String hash = RunningServer.parse(photo.body()).path("hash").textValue();
      HttpResponse<String> report =
          admin.post(
              "/api/v1/problems",
              BackupScene.REPORT + ",\"photos\":[\"" + hash + "\"]}",
              "Idempotency-Key",
              writer + "-" + i);
      String id = RunningServer.parse(report.body()).path("id").textValue();
      HttpResponse<String> filed = admin.post("/api/v1/problems/" + id + "/file", "{}");
      HttpResponse<String> sent = admin.post("/api/v1/problems/" + id + "/dispatch", "{}");
      if (report.statusCode() != 201 || filed.statusCode() != 200 || sent.statusCode() != 200) {
        synchronized (failures) {
          failures.add(report.body() + filed.body() + sent.body());
        }
        return;
      }
      reports.incrementAndGet();
      // Each another picture, so that photos come in all the time.
      picture = PhotoFixture.jpeg(50 + writer, 41 + i % 400);
    }
  }

  private static void check(Path data, String url) {
    try (App app = App.open(Config.of(data, url))) {
      assertThat(
              count(
                  app,
                  """
                  select count(*) from problem p where version <>
                    (select count(*) from ledger l where l.problem_id = p.id)
                  """))
          .isZero();
      assertThat(
              count(
                  app,
                  """
                  select count(*) from problem p where version <>
                    (select max(version) from ledger l where l.problem_id = p.id)
                  """))
          .isZero();
      assertThat(
              count(
                  app,
                  """
                  select count(*) from idempotency i
                  where not exists (select 1 from problem p where p.id = i.problem_id)
                  """))
          .isZero();
      List<String> named =
          app.database()
              .read(
                  handle ->
                      handle
                          .createQuery("select distinct hash from problem_photo")
                          .mapTo(String.class)
                          .list());
      assertThat(named).isNotEmpty().allMatch(hash -> app.photos().verify(hash));
    }
  }

  private static int count(App app, String sql) {
    return app.database().read(handle -> handle.createQuery(sql).mapTo(Integer.class).one());
  }
}
