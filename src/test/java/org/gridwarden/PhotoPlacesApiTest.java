package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gridwarden.RunningServer.Client;
import org.gridwarden.problem.photo.PhotoFixture;
import org.gridwarden.problem.photo.S3Server;
import org.gridwarden.store.TestStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole servers whose photos are in a bucket or in a folder that they share. */
class PhotoPlacesApiTest {
  private static final byte[] UPLOAD = PhotoFixture.jpeg(400, 300);

  @TempDir Path directory;

  /** One of several servers over the database of the first. */
  private RunningServer server(String name, String photos) {
    return new RunningServer(
        Config.of(directory.resolve(name), TestStore.url(directory.resolve("first")))
            .withPhotos(photos));
  }

  private static String send(Client client) {
    HttpResponse<String> sent = client.sendBytes("/api/v1/photos", "image/jpeg", UPLOAD);
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
    return sent.headers().firstValue("Location").orElseThrow();
  }

  private void assertShared(String photos) {
    try (RunningServer first = server("first", photos);
        RunningServer second = server("second", photos)) {
      Client sender = first.signIn("inspector");
      String path = send(sender);
      HttpResponse<byte[]> here = sender.bytes(path);
      assertThat(here.statusCode()).isEqualTo(200);
      Client reader = second.signIn("inspector");
      HttpResponse<byte[]> there = reader.bytes(path);
      assertThat(there.statusCode()).isEqualTo(200);
      assertThat(there.body()).isEqualTo(here.body());
      String tag = there.headers().firstValue("ETag").orElseThrow();
      assertThat(reader.bytes(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
      assertThat(reader.bytes(path + "?size=thumb").body()).isNotEmpty().isNotEqualTo(here.body());
      assertThat(send(reader)).isEqualTo(path);
      assertThat(second.signIn("reporter").bytes(path).statusCode()).isEqualTo(404);
    }
    assertThat(directory.resolve("first/photos")).doesNotExist();
  }

  @Test
  void whatOneServerTakesIntoABucketAnotherServes() {
    assertShared(S3Server.shared().bucket("shared-by-servers"));
  }

  @Test
  void whatOneServerTakesIntoASharedFolderAnotherServes() {
    assertShared(directory.resolve("shared").toString());
  }

  @Test
  void aPictureThatCantBeReadIsNothingThatABrowserKeeps() throws Exception {
    Path photos = directory.resolve("shared");
    try (RunningServer server = server("first", photos.toString())) {
      Client inspector = server.signIn("inspector");
      String path = send(inspector);
      Files.move(photos, directory.resolve("away"));
      HttpResponse<byte[]> missing = inspector.bytes(path);
      assertThat(missing.statusCode()).isEqualTo(404);
      assertThat(missing.headers().firstValue("Cache-Control").orElse(""))
          .doesNotContain("immutable");
      assertThat(missing.headers().firstValue("ETag")).isEmpty();
    }
  }

  @Test
  void whileTheStoreIsAwayPhotosAreRefusedAndAllElseIsAnswered() throws Exception {
    int nobodyListens;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobodyListens = socket.getLocalPort();
    }
    String place = "s3://city?endpoint=http://127.0.0.1:" + nobodyListens + "&path-style=true";
    try (RunningServer server = server("first", place)) {
      Client inspector = server.signIn("inspector");
      HttpResponse<String> sent = inspector.sendBytes("/api/v1/photos", "image/jpeg", UPLOAD);
      assertThat(sent.statusCode()).isEqualTo(503);
      assertThat(RunningServer.parse(sent.body()).path("detail").asText())
          .contains("the store of photos doesn't answer")
          .doesNotContain("127.0.0.1", "secret");
      assertThat(server.get("/api/v1/responsibility?lon=113.618&lat=33.426").statusCode())
          .isEqualTo(200);
      List<String> rows =
          server
              .app()
              .database()
              .read(
                  handle ->
                      handle.createQuery("select hash from photo").mapTo(String.class).list());
      assertThat(rows).isEmpty();
    }
  }

  @Test
  void aServerDoesntStartOverABucketThatIsMissingOrAPlaceThatCantBe() {
    String missing = S3Server.shared().bucket("there").replace("s3://there", "s3://not-there");
    CommandRun run = CommandRun.of(directory, "serve", "--port", "0", "--photos", missing);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("photos: ", "no bucket not-there").doesNotContain("secret");
    CommandRun nonsense =
        CommandRun.of(
            directory, "serve", "--port", "0", "--photos", "s3://test-key:5ecret@there?region=r");
    assertThat(nonsense.status()).isEqualTo(2);
    assertThat(nonsense.err()).contains("credentials don't belong").doesNotContain("5ecret");
  }
}
