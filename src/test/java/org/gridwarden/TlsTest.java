package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.gridwarden.fault.FaultException;
import org.gridwarden.http.HttpSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server over TLS, with PEM files as operators have them. */
class TlsTest {
  @TempDir Path folder;
  private Path certificate;
  private Path key;

  @BeforeEach
  void makeCertificate() throws Exception {
    certificate = folder.resolve("cert.pem");
    key = folder.resolve("key.pem");
    Process openssl =
        new ProcessBuilder(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=IP:127.0.0.1",
                "-keyout",
                key.toString(),
                "-out",
                certificate.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("openssl.log").toFile())
            .start();
    assertThat(openssl.waitFor()).as(Files.readString(folder.resolve("openssl.log"))).isZero();
  }

  private Server serve(Path withKey) {
    App app = App.open(Config.of(folder.resolve("var"), null));
    try {
      return Server.start(
          app,
          new HttpSettings(
              "127.0.0.1", 0, HttpSettings.USUAL_BODY_BYTES, null, certificate, withKey),
          null);
    } catch (RuntimeException refused) {
      app.close();
      throw refused;
    }
  }

  @Test
  void answersOverTlsToWhoTrustsTheCertificate() throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(certificate)) {
      trusted.setCertificateEntry(
          "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    try (Server server = serve(key)) {
      assertThat(server.url()).startsWith("https://");
      HttpResponse<String> health =
          HttpClient.newBuilder()
              .sslContext(context)
              .build()
              .send(
                  HttpRequest.newBuilder(URI.create(server.url() + "/health")).build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(health.statusCode()).isEqualTo(200);
      assertThatThrownBy(
              () ->
                  HttpClient.newHttpClient()
                      .send(
                          HttpRequest.newBuilder(URI.create(server.url() + "/health")).build(),
                          HttpResponse.BodyHandlers.ofString()))
          .isInstanceOf(java.io.IOException.class);
    }
  }

  @Test
  void filesThatAreNoKeyAreRefusedByName() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken.pem"), "no key");
    assertThatThrownBy(() -> serve(broken))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("key");
    assertThatThrownBy(() -> serve(folder.resolve("none.pem"))).isInstanceOf(FaultException.class);
  }
}
