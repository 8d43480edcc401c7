package org.gridwarden.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.gridwarden.fault.FaultException;
import org.gridwarden.time.Moments;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DownloadTest {
  private static final int MANY = 200_000;

  private HttpServer server;

  @BeforeEach
  void serve() {
    server =
        new HttpServer(
                new HttpSettings("127.0.0.1", 0, 1 << 20, null, null, null),
                List.of(
                    Endpoint.get("/table", "table", "A table")
                        .optional("name", Schema.text(), "of the file")
                        .optional("breaks", Schema.integer(), "row at which it fails")
                        .handle(DownloadTest::answer)),
                () -> Moments.of("Asia/Shanghai"),
                request -> Optional.empty(),
                "test",
                new Metrics())
            .start();
  }

  private static void answer(Request request) throws IOException {
    int breaks = request.findInteger("breaks", 0, MANY).orElse(MANY);
    request.download(
        request.text("name", "台账 (1).csv"),
        List.of("n", "text"),
        table -> {
          for (int i = 0; i < MANY; i++) {
            if (i == breaks) {
              throw FaultException.badInput("n", i, "no such row");
            }
            table.row(List.of(i, "=井盖"));
          }
        });
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<byte[]> get(String query) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(server.url() + "/table" + query)).build(),
            HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void aTableComesAsAFileWithItsNameInChinese() throws Exception {
    HttpResponse<byte[]> answer = get("");
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename*=UTF-8''%E5%8F%B0%E8%B4%A6%20%281%29.csv");
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    String text = new String(answer.body(), StandardCharsets.UTF_8);
    assertThat(text).startsWith("\uFEFFn,text\r\n0,'=井盖\r\n1,");
    assertThat(text.lines()).hasSize(MANY + 1);
  }

  @Test
  void aWorkbookSaysWhatItIs() throws Exception {
    HttpResponse<byte[]> answer = get("?name=a.xlsx");
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .contains("spreadsheetml.sheet");
    assertThat(answer.body()).startsWith('P', 'K');
  }

  @Test
  void aFaultBeforeAnythingWentOutIsToldAsAFault() throws Exception {
    HttpResponse<byte[]> answer = get("?breaks=3");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Disposition")).isEmpty();
    assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
        .startsWith("{")
        .contains("no such row");
  }

  @Test
  void aTableThatBreaksOffOnTheWayDoesNotPassForAWholeOne() {
    assertThatThrownBy(() -> get("?breaks=150000")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> get("?breaks=150000&name=a.xlsx")).isInstanceOf(IOException.class);
  }

  @Test
  void anEndingThatIsNoTableIsRefused() throws Exception {
    assertThat(get("?name=a.exe").statusCode()).isEqualTo(400);
  }
}
