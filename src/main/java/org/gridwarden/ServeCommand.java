package org.gridwarden;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.gridwarden.fault.FaultException;
import org.gridwarden.http.Cidr;
import org.gridwarden.http.HttpSettings;
import org.gridwarden.http.Rate;
import org.gridwarden.http.Rates;
import org.gridwarden.http.TrustedProxies;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gridwarden serve}: the server. */
@Command(name = "serve", description = "Serves the pages and the API.")
final class ServeCommand implements Callable<Integer> {
  /** Not an exit code: the server's threads go on after the command has returned. */
  static final int SERVING = -1;

  /** With this and the time that requests under way have, a stop takes less than ten seconds. */
  private static final int MOST_DRAIN = 3;

  @Mixin private StoreOptions store;

  @Option(
      names = "--port",
      defaultValue = "7070",
      paramLabel = "N",
      description = "0: any free one (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      paramLabel = "H",
      description = "0.0.0.0: on all addresses (default: ${DEFAULT-VALUE})")
  private String host;

  @Option(names = "--zone", paramLabel = "Z", description = "the area's time zone; kept")
  private String zone;

  @Option(
      names = "--demo",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "loads the sample town where the database is empty")
  private boolean demo;

  @Option(
      names = "--demo-password",
      paramLabel = "P",
      description = "allows --demo on a host that isn't loopback")
  private String demoPassword;

  @Option(names = "--basemap", paramLabel = "URL_TEMPLATE", description = "https://.../{z}/{x}/{y}")
  private String basemap;

  @Option(names = "--basemap-crs", defaultValue = "wgs84", paramLabel = "wgs84|gcj02")
  private String basemapCrs;

  @Option(names = "--tls-cert", paramLabel = "F", description = "PEM certificate chain")
  private Path certificate;

  @Option(names = "--tls-key", paramLabel = "F", description = "PEM key")
  private Path key;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "" + Rates.USUAL_SIGNED_IN,
      description = "requests a second of an account or key; 0: unlimited (${DEFAULT-VALUE})")
  private int rate;

  @Option(
      names = "--rate-strangers",
      paramLabel = "N",
      defaultValue = "" + Rates.USUAL_STRANGERS,
      description = "requests a second of one address; 0: unlimited (${DEFAULT-VALUE})")
  private int rateStrangers;

  @Option(
      names = "--trusted-proxy",
      split = ",",
      paramLabel = "CIDR",
      description = "believe X-Forwarded-For and -Proto from there; repeatable, or with commas")
  private List<String> trustedProxies = List.of();

  @Option(
      names = "--anonymous-reports",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "lets strangers report problems")
  private boolean anonymousReports;

  @Option(
      names = "--anonymous-heat",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "lets strangers see the heatmap")
  private boolean anonymousHeat;

  @Option(
      names = "--log-format",
      defaultValue = "text",
      paramLabel = "text|json",
      description = "of the log on standard error (default: ${DEFAULT-VALUE})")
  private LogFormat logFormat;

  @Option(
      names = "--log-requests",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "a line for each request")
  private boolean logRequests;

  @Option(
      names = "--drain",
      defaultValue = "1",
      paramLabel = "SECONDS",
      description =
          "when told to stop, for so long answer and say that it isn't ready, 0 to "
              + MOST_DRAIN
              + " (default: ${DEFAULT-VALUE})")
  private int drain;

  @Override
  public Integer call() {
    logFormat.use();
    if (demo && demoPassword == null && !isLoopback()) {
      throw FaultException.badInput(
          "host", host, "--demo listens on loopback only; give --demo-password to open it");
    }
    if ((certificate == null) != (key == null)) {
      throw FaultException.badInput(
          "tls-cert", certificate, "--tls-cert and --tls-key go together");
    }
    if (drain < 0 || drain > MOST_DRAIN) {
      throw FaultException.badInput("drain", drain, "0 to " + MOST_DRAIN + " seconds");
    }
    if (port < 0 || port > 65535) {
      throw FaultException.badInput("port", port, "a port is 0 to 65535");
    }
    Basemap map = basemap == null ? null : Basemap.of(basemap, basemapCrs);
    HttpSettings settings =
        new HttpSettings(
            host,
            port,
            HttpSettings.USUAL_BODY_BYTES,
            map == null ? null : map.origin(),
            certificate,
            key,
            rates(),
            new TrustedProxies(
                trustedProxies.stream().map(each -> Cidr.parse("trusted-proxy", each)).toList()),
            logRequests);
    App app =
        App.open(
            store.config().withAnonymousReports(anonymousReports).withAnonymousHeat(anonymousHeat));
    try {
      if (zone != null) {
        app.setZone(zone);
      }
      if (demo) {
        SampleTown.loadWhereEmpty(app, LocalDate.now(app.clock().withZone(app.moments().zone())));
        DemoAccounts.addWhereNone(app, demoPassword).forEach(System.out::println);
      }
      Server server = Server.start(app, settings, map);
      Stop.atEnd(server, Duration.ofSeconds(drain));
      System.out.println("Gridwarden listens on " + server.url() + "/");
      return SERVING;
    } catch (RuntimeException failure) {
      app.close();
      throw failure;
    }
  }

  private Rates rates() {
    checkRate("rate", rate);
    checkRate("rate-strangers", rateStrangers);
    return Rates.of(rate, rateStrangers);
  }

  private static void checkRate(String field, int perSecond) {
    if (perSecond < 0 || perSecond > Rate.MOST_PER_SECOND) {
      throw FaultException.badInput(
          field, perSecond, "0 to " + Rate.MOST_PER_SECOND + " requests a second");
    }
  }

  private boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      throw FaultException.badInput("host", host, "no such host");
    }
  }
}
