package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.gridwarden.RunningServer.Client;
import org.gridwarden.problem.photo.PhotoFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Photos sent to a whole server, and who gets to see them. */
class PhotoApiTest {
  private static final String BOUNDARY = "----edge";
  private static final String FORM = "multipart/form-data; boundary=" + BOUNDARY;
  private static final byte[] UPLOAD =
      PhotoFixture.withExif(
          PhotoFixture.jpeg(400, 300),
          PhotoFixture.exif(6, new double[] {113.5, 33.25}, "2026:05:13 17:00:00", null));

  @TempDir static Path data;
  private static RunningServer server;
  private static Client inspector;

  @BeforeAll
  static void start() {
    server = new RunningServer(data, true);
    inspector = server.signIn("inspector");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String detail(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    return RunningServer.parse(answer.body()).path("detail").asText();
  }

  @Test
  void aPhotoIsSentAndSeenByItsSender() throws Exception {
    HttpResponse<String> sent = inspector.sendBytes("/api/v1/photos", "image/jpeg", UPLOAD);
    assertThat(sent.statusCode()).isEqualTo(201);
    JsonNode photo = RunningServer.parse(sent.body());
    String path = sent.headers().firstValue("Location").orElseThrow();
    assertThat(path).isEqualTo("/api/v1/photos/" + photo.path("hash").asText());
    assertThat(photo.path("width").asInt()).isEqualTo(300);
    assertThat(photo.path("height").asInt()).isEqualTo(400);
    assertThat(photo.path("takenAt").asText()).isEqualTo("2026-05-13T09:00:00Z");
    assertThat(photo.path("hasPosition").asBoolean()).isTrue();
    assertThat(sent.body()).doesNotContain("113.5");

    HttpResponse<byte[]> seen = inspector.bytes(path);
    assertThat(seen.statusCode()).isEqualTo(200);
    assertThat(seen.body()).hasSize(photo.path("bytes").asInt());
    assertThat(ImageIO.read(new ByteArrayInputStream(seen.body())).getWidth()).isEqualTo(300);
    assertThat(seen.headers().firstValue("Content-Type")).contains("image/jpeg");
    assertThat(seen.headers().firstValue("Content-Disposition")).contains("inline");
    assertThat(seen.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(seen.headers().firstValue("Cache-Control").orElseThrow())
        .contains("private")
        .contains("immutable");
    String tag = seen.headers().firstValue("ETag").orElseThrow();
    assertThat(inspector.bytes(path, "If-None-Match", tag).statusCode()).isEqualTo(304);

    HttpResponse<byte[]> small = inspector.bytes(path + "?size=thumb");
    assertThat(ImageIO.read(new ByteArrayInputStream(small.body())).getHeight()).isEqualTo(320);
    assertThat(small.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(tag);
    HttpResponse<String> other = inspector.get(path + "?size=huge");
    assertThat(other.statusCode()).isEqualTo(400);
    assertThat(RunningServer.parse(other.body()).path("field").asText()).isEqualTo("size");

    HttpResponse<String> twice = inspector.sendBytes("/api/v1/photos", "image/jpeg", UPLOAD);
    assertThat(twice.statusCode()).isEqualTo(201);
    assertThat(twice.body()).isEqualTo(sent.body());
  }

  @Test
  void anothersPhotoLooksAsIfItWereNotThere() {
    byte[] upload = PhotoFixture.jpeg(123, 45);
    HttpResponse<String> sent = inspector.sendBytes("/api/v1/photos", "image/jpeg", upload);
    String path = sent.headers().firstValue("Location").orElseThrow();
    String hash = path.substring(path.lastIndexOf('/') + 1);
    String none = hash.replace('a', 'b').replace('1', '2');
    Client reporter = server.signIn("reporter");
    for (String size : new String[] {"", "?size=thumb"}) {
      HttpResponse<String> hidden = reporter.get(path + size);
      HttpResponse<String> missing = reporter.get("/api/v1/photos/" + none + size);
      assertThat(hidden.statusCode()).isEqualTo(404);
      assertThat(hidden.body().replace(hash, none)).isEqualTo(missing.body());
      assertThat(hidden.headers().firstValue("ETag")).isEmpty();
      assertThat(server.get(path + size).statusCode()).isEqualTo(404);
    }
    assertThat(server.get(path, "If-None-Match", '"' + hash + '"').statusCode()).isEqualTo(404);
    assertThat(server.signIn("admin").bytes(path).statusCode()).isEqualTo(404);
    assertThat(reporter.sendBytes("/api/v1/photos", "image/jpeg", upload).statusCode())
        .isEqualTo(201);
    assertThat(reporter.bytes(path).statusCode()).isEqualTo(200);
    assertThat(inspector.get("/api/v1/photos/..%2F..%2Fgridwarden.db").statusCode()).isIn(400, 404);
    assertThat(inspector.get("/api/v1/photos/" + hash.toUpperCase()).statusCode()).isEqualTo(404);
  }

  @Test
  void strangersCantSend() {
    HttpResponse<String> answer = server.sendBytes("/api/v1/photos", "image/jpeg", UPLOAD);
    assertThat(answer.statusCode()).isEqualTo(401);
  }

  @Test
  void whatIsTooLargeIsToldSo() {
    byte[] large = new byte[(12 << 20) + 1];
    System.arraycopy(UPLOAD, 0, large, 0, UPLOAD.length);
    HttpResponse<String> answer = inspector.sendBytes("/api/v1/photos", "image/jpeg", large);
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(detail(answer)).contains("12582912");
    assertThat(inspector.sendBytes("/api/v1/photos", FORM, form("photo", large)).statusCode())
        .isEqualTo(413);
    byte[] muchLarger = new byte[20 << 20];
    assertThat(inspector.sendBytes("/api/v1/photos", "image/jpeg", muchLarger).statusCode())
        .isEqualTo(413);
    assertThat(inspector.sendBytes("/api/v1/photos", FORM, muchLarger).statusCode()).isEqualTo(413);
  }

  @Test
  void whatIsNoPhotoIsToldSoWhateverItSaysItIs() {
    HttpResponse<String> page =
        inspector.sendBytes(
            "/api/v1/photos", "image/jpeg", "<html>".getBytes(StandardCharsets.UTF_8));
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(detail(page)).contains("HTML");
    byte[] heic = "\0\0\0\u0018ftypheic\0\0\0\0mif1heic".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(detail(inspector.sendBytes("/api/v1/photos", "image/jpeg", heic)))
        .contains("HEIC", "Most Compatible");
    assertThat(inspector.sendBytes("/api/v1/photos", "image/png", new byte[0]).statusCode())
        .isEqualTo(400);
    assertThat(inspector.sendBytes("/api/v1/photos", "text/plain", UPLOAD).statusCode())
        .isEqualTo(201);
  }

  @Test
  void aFormSendsOneFile() {
    HttpResponse<String> sent = inspector.sendBytes("/api/v1/photos", FORM, form("any", UPLOAD));
    assertThat(sent.statusCode()).isEqualTo(201);
    HttpResponse<String> raw = inspector.sendBytes("/api/v1/photos", "image/jpeg", UPLOAD);
    assertThat(sent.body()).isEqualTo(raw.body());
    String nameless =
        new String(form("any", UPLOAD), StandardCharsets.ISO_8859_1)
            .replace("; filename=\"../x.jpg\"", "");
    HttpResponse<String> field =
        inspector.sendBytes("/api/v1/photos", FORM, nameless.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(field.body()).isEqualTo(raw.body());
  }

  @Test
  void brokenFormsAreRefused() {
    byte[] whole = form("photo", UPLOAD);
    byte[] end = ("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream two = new ByteArrayOutputStream();
    two.write(whole, 0, whole.length - end.length);
    two.writeBytes(whole);
    assertThat(detail(inspector.sendBytes("/api/v1/photos", FORM, two.toByteArray())))
        .contains("there are 2");
    byte[] cut = java.util.Arrays.copyOf(whole, whole.length / 2);
    byte[][] broken = {
      cut, end, new byte[0], UPLOAD, "--".repeat(5000).getBytes(StandardCharsets.US_ASCII)
    };
    for (byte[] body : broken) {
      HttpResponse<String> answer = inspector.sendBytes("/api/v1/photos", FORM, body);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(detail(answer)).isNotBlank();
    }
    assertThat(inspector.sendBytes("/api/v1/photos", "multipart/form-data", whole).statusCode())
        .isEqualTo(400);
  }

  private static byte[] form(String name, byte[] file) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(
        ("--"
                + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\""
                + name
                + "\"; filename=\"../x.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    body.writeBytes(file);
    body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
    return body.toByteArray();
  }
}
