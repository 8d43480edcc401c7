package org.gridwarden.http;

import io.javalin.config.JavalinConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.gridwarden.fault.FaultException;

/** TLS from a PEM certificate chain and a PEM key (PKCS #8, not encrypted). */
final class Tls {
  private static final String PASSWORD = "in-memory";

  private Tls() {}

  static void configure(JavalinConfig config, HttpSettings settings) {
    KeyStore keys = keyStore(settings.certificate(), settings.key());
    config.jetty.addConnector((server, http) -> connector(server, http, keys, settings));
  }

  private static ServerConnector connector(
      Server server, HttpConfiguration http, KeyStore keys, HttpSettings settings) {
    SslContextFactory.Server ssl = new SslContextFactory.Server();
    ssl.setKeyStore(keys);
    ssl.setKeyStorePassword(PASSWORD);
    http.addCustomizer(new SecureRequestCustomizer(false));
    ServerConnector connector =
        new ServerConnector(
            server, new SslConnectionFactory(ssl, "http/1.1"), new HttpConnectionFactory(http));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    return connector;
  }

  private static KeyStore keyStore(Path certificate, Path key) {
    try {
      Certificate[] chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(certificate)))
              .toArray(Certificate[]::new);
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(null, null);
      keys.setKeyEntry("server", privateKey(key, chain[0]), PASSWORD.toCharArray(), chain);
      return keys;
    } catch (IOException | GeneralSecurityException | RuntimeException broken) {
      throw FaultException.badInput(
          "tls-cert",
          certificate,
          "a PEM certificate chain and its PEM key (BEGIN PRIVATE KEY) are wanted: "
              + broken.getMessage());
    }
  }

  private static PrivateKey privateKey(Path key, Certificate certificate)
      throws IOException, GeneralSecurityException {
    String pem = Files.readString(key, StandardCharsets.US_ASCII);
    String base64 =
        pem.replaceAll("(?s).*-----BEGIN PRIVATE KEY-----(.*)-----END PRIVATE KEY-----.*", "$1");
    byte[] encoded = Base64.getMimeDecoder().decode(base64);
    return KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
        .generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }
}
