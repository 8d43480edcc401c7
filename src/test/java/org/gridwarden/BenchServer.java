package org.gridwarden;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.HttpSettings;
import org.gridwarden.http.Rates;
import org.gridwarden.http.Schema;
import org.gridwarden.problem.GeneratedProblems;
import org.gridwarden.responsibility.Role;

/** The server with the sample town and a bare route beside it, for {@code bin/bench}. */
public final class BenchServer {
  private BenchServer() {}

  /**
   * @param arguments the data directory, how many generated problems it holds at least, and the
   *     JDBC URL of its database where it isn't the embedded one
   */
  public static void main(String[] arguments) throws Exception {
    App app =
        App.open(Config.of(Path.of(arguments[0]), arguments.length > 2 ? arguments[2] : null));
    SampleTown.loadWhereEmpty(app);
    DemoAccounts.addWhereNone(app, null);
    int generated = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
    long began = System.nanoTime();
    int read = app.problemDesk().problems().index().size();
    System.out.printf("read %,d problems in %.1f s%n", read, (System.nanoTime() - began) / 1e9);
    GeneratedProblems.fill(app.database(), app.problemDesk(), generated, 7);
    AtomicReference<byte[]> bytes = new AtomicReference<>(new byte[0]);
    Endpoint bare =
        Endpoint.get("/bench/bare", "bare", "The bytes of one answer")
            .required("lon", Schema.number(), "not used")
            .required("lat", Schema.number(), "not used")
            .handle(request -> request.answer("application/json", bytes.get()));
    Server server =
        Server.start(
            app,
            new HttpSettings("127.0.0.1", 0, HttpSettings.USUAL_BODY_BYTES, null, null, null)
                .with(Rates.UNLIMITED),
            null,
            List.of(bare));
    URI one = URI.create(server.url() + "/api/v1/responsibility?lon=113.618&lat=33.426");
    bytes.set(
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(one).build(), HttpResponse.BodyHandlers.ofByteArray())
            .body());
    System.out.println(
        "token " + app.accounts().sessions().signIn("admin", "admin", "bench").token());
    System.out.println(
        "unit " + app.duties().findHolder("default", "990101003001003", Role.COBUILDING_UNIT));
    System.out.println("listens on " + server.url());
  }
}
