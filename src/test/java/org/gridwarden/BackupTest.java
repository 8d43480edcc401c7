package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.gridwarden.store.Database;
import org.gridwarden.store.TestCluster;
import org.gridwarden.store.transfer.Manifest;
import org.gridwarden.store.transfer.TableSum;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was backed up or copied is there again, from either database to either. */
class BackupTest {
  private static final String EMBEDDED = "embedded";
  private static final String POSTGRESQL = "postgresql";

  @TempDir static Path folder;
  private static final Map<String, BackupScene> SCENES = new HashMap<>();
  private static int made;

  @BeforeAll
  static void live() {
    scene(EMBEDDED);
  }

  private static BackupScene scene(String kind) {
    return SCENES.computeIfAbsent(
        kind, any -> BackupScene.make(folder.resolve(kind), newUrl(kind, folder.resolve(kind))));
  }

  private static String newUrl(String kind, Path data) {
    assumeTrue(kind.equals(EMBEDDED) || TestCluster.isInstalled());
    return kind.equals(EMBEDDED) ? Database.embeddedUrl(data) : TestCluster.shared().newDatabase();
  }

  private static CommandRun good(CommandRun run) {
    assertThat(run.status()).as(run.out() + run.err()).isZero();
    return run;
  }

  private static Path backup(Path data, String url) {
    Path file = folder.resolve("backup" + ++made + ".zip");
    good(CommandRun.on(data, url, "backup", file.toString()));
    return file;
  }

  @ParameterizedTest
  @CsvSource({
    "embedded, embedded",
    "embedded, postgresql",
    "postgresql, embedded",
    "postgresql, postgresql"
  })
  void whatIsRestoredIsWhatWasBackedUp(String from, String to) {
    BackupScene scene = scene(from);
    Path data = folder.resolve(from + "-restored-to-" + to);
    String url = newUrl(to, data);
    Path file = backup(scene.data(), scene.url());
    Manifest manifest = BackupScene.manifest(file);
    CommandRun restored = good(CommandRun.on(data, url, "restore", file.toString()));
    for (TableSum sum : manifest.tables()) {
      assertThat(sum.rows()).as(sum.table()).isPositive();
      assertThat(restored.out()).contains(sum.sha256());
    }
    assertThat(manifest.photos()).isEqualTo(1);
    assertThat(manifest.zone()).isEqualTo("Asia/Urumqi");
    same(scene, data, url, manifest);
  }

  @ParameterizedTest
  @CsvSource({"embedded, postgresql", "postgresql, embedded", "embedded, embedded"})
  void whatIsCopiedIsTheSame(String from, String to) {
    BackupScene scene = scene(from);
    Path data = folder.resolve(from + "-copied-to-" + to);
    String url = newUrl(to, data);
    Manifest manifest = BackupScene.manifest(backup(scene.data(), scene.url()));
    CommandRun copied =
        good(
            CommandRun.plain(
                "copy",
                "--from",
                scene.url(),
                "--to",
                url,
                "--from-data",
                scene.data().toString(),
                "--to-data",
                data.toString()));
    manifest.tables().forEach(sum -> assertThat(copied.out()).contains(sum.sha256()));
    same(scene, data, url, manifest);
  }

  /** All of it: the rows, the photos, what commands and a server make of it, and how it goes on. */
  private static void same(BackupScene scene, Path data, String url, Manifest manifest) {
    Manifest again = BackupScene.manifest(backup(data, url));
    assertThat(again.tables()).isEqualTo(manifest.tables());
    assertThat(again.photos()).isEqualTo(manifest.photos());
    assertThat(again.lastChange()).isGreaterThanOrEqualTo(manifest.lastChange());
    assertThat(CommandRun.on(data, url, "check").out())
        .isNotBlank()
        .isEqualTo(CommandRun.on(scene.data(), scene.url(), "check").out());
    String before;
    try (RunningServer source = RunningServer.on(scene.data(), scene.url(), false)) {
      before = BackupScene.answers(source);
    }
    try (RunningServer target = RunningServer.on(data, url, false)) {
      assertThat(BackupScene.answers(target)).isEqualTo(before);
      RunningServer.Client reporter = target.signIn("reporter");
      assertThat(reporter.bytes("/api/v1/photos/" + scene.photo()).statusCode()).isEqualTo(200);
      assertThat(reporter.bytes("/api/v1/photos/" + scene.photo() + "?size=thumb").statusCode())
          .isEqualTo(200);
      repeats(reporter, scene);
      goesOn(target, reporter, manifest.lastChange());
    }
  }

  private static void repeats(RunningServer.Client reporter, BackupScene scene) {
    String report = BackupScene.REPORT + ",\"photos\":[\"" + scene.photo() + "\"]}";
    HttpResponse<String> repeated =
        reporter.post("/api/v1/problems", report, "Idempotency-Key", "k-1");
    assertThat(repeated.statusCode()).as(repeated.body()).isEqualTo(200);
    assertThat(RunningServer.parse(repeated.body()).path("id").textValue())
        .isEqualTo(scene.problem());
    assertThat(
            reporter
                .post("/api/v1/problems", BackupScene.REPORT + "}", "Idempotency-Key", "k-1")
                .statusCode())
        .isEqualTo(409);
  }

  /** New changes come after all that is remembered, and whoever must be told of them is. */
  private static void goesOn(RunningServer target, RunningServer.Client reporter, long last) {
    HttpResponse<String> fresh = reporter.post("/api/v1/problems", BackupScene.REPORT + "}");
    assertThat(fresh.statusCode()).as(fresh.body()).isEqualTo(201);
    String id = RunningServer.parse(fresh.body()).path("id").textValue();
    long lowest =
        target
            .app()
            .database()
            .read(
                handle ->
                    handle.createQuery("select min(seq) from change").mapTo(Long.class).one());
    assertThat(lowest).isGreaterThan(last);
    BackupScene.dispatch(target, id);
    RunningServer.Client unit = target.signIn("unit");
    BackupScene.await(() -> BackupScene.notices(unit, id));
    assertThat(unit.json("/api/v1/notices").path("unread").asInt()).isEqualTo(1);
  }

  @Test
  void aFileIsForItsOwnerOnlyAndNotReplacedUnlessAsked() throws Exception {
    BackupScene scene = scene(EMBEDDED);
    Path file = backup(scene.data(), scene.url());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    byte[] before = Files.readAllBytes(file);
    CommandRun refused = CommandRun.on(scene.data(), scene.url(), "backup", file.toString());
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains("--force");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    good(CommandRun.on(scene.data(), scene.url(), "backup", file.toString(), "--force"));
    assertThat(Files.readAllBytes(file)).isNotEqualTo(before);
    CommandRun nowhere =
        CommandRun.on(scene.data(), scene.url(), "backup", folder.resolve("none/x.zip").toString());
    assertThat(nowhere.status()).isEqualTo(2);
    assertThat(nowhere.err()).contains("no such folder");
    try (var left = Files.list(folder)) {
      assertThat(left.filter(each -> each.toString().endsWith(".tmp"))).isEmpty();
    }
  }

  @Test
  void aMissingPhotoIsToldAndTheRestIsKept() throws Exception {
    BackupScene scene =
        BackupScene.make(folder.resolve("lost"), Database.embeddedUrl(folder.resolve("lost")));
    String hash = scene.photo();
    Files.delete(
        scene
            .data()
            .resolve("photos")
            .resolve(hash.substring(0, 2))
            .resolve(hash.substring(2, 4))
            .resolve(hash + ".jpg"));
    Path file = folder.resolve("lost.zip");
    CommandRun run = CommandRun.on(scene.data(), scene.url(), "backup", file.toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains(scene.photo()).contains("missing");
    Path data = folder.resolve("lost-restored");
    CommandRun restored =
        good(CommandRun.on(data, Database.embeddedUrl(data), "restore", file.toString()));
    assertThat(restored.err()).contains("1 photos were missing already");
  }

  @ParameterizedTest
  @CsvSource({EMBEDDED, POSTGRESQL})
  void aTargetThatHoldsAnythingIsLeftAsItIs(String kind) {
    BackupScene scene = scene(EMBEDDED);
    Path file = backup(scene.data(), scene.url());
    Path data = folder.resolve("filled-" + kind);
    String url = newUrl(kind, data);
    try (App app = App.open(Config.of(data, url))) {
      app.accounts().addUnchecked("admin", "admin", null, null, "admin", null);
    }
    CommandRun refused = CommandRun.on(data, url, "restore", file.toString());
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains("isn't empty");
    CommandRun copy =
        CommandRun.plain(
            "copy",
            "--from",
            scene.url(),
            "--to",
            url,
            "--from-data",
            scene.data().toString(),
            "--to-data",
            data.toString());
    assertThat(copy.status()).isEqualTo(2);
    assertThat(copy.err()).contains("isn't empty");
    try (App app = App.open(Config.of(data, url))) {
      assertThat(app.accounts().list()).hasSize(1);
      assertThat(app.gridEditor().listVersions()).isEmpty();
    }
    assertThat(CommandRun.plain("copy", "--from", url, "--to", url).status()).isEqualTo(2);
  }
}
